"""A move to another organisation gives a restricted item to other readers: nobody approved those."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from cms.access import readers_follow_owner


def is_bound_to_its_owner(page: Any) -> bool:
    """Tell whether an item was approved, or waits for that, for the readers of its owner."""
    if page.live and readers_follow_owner(page.label):
        return True
    versions = Q(approved_go_live_at__isnull=False)
    if page.workflow_in_progress:
        versions |= Q(pk=page.latest_revision_id)
    labels = page.revisions.filter(versions).order_by().values_list("content__label", flat=True)
    return any(map(readers_follow_owner, labels))


@hooks.register("before_move_page")
def say_why_it_stays(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    """Say what to do first; that it stays, the item itself says."""
    if not getattr(page, "is_bound_to_its_owner", False) or page.is_child_of(destination):
        return None
    text = _(
        "%(title)s stays with its organisation: at another one, other readers would get it whom "
        "nobody approved. Withdraw it first, or cancel its review or its day. Then move it, and "
        "hand it in there."
    )
    messages.error(request, text % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_explore", page.get_parent().pk)
