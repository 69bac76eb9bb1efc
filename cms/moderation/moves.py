"""A move gives a restricted item to the readers of another organisation: nobody approved those."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from cms.access import readers_follow_owner


def is_bound_to_its_owner(page: Any) -> bool:
    """Tell whether it was approved for readers who follow from its owner, or is in review.

    One that was sent back too: when it comes back, the steps that it passed count.
    """
    if page.current_workflow_state is not None:
        return True
    if not hasattr(page, "label"):  # what stands around the items is for all
        return False
    if page.live and readers_follow_owner(page.label):
        return True
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False).order_by()
    return any(map(readers_follow_owner, scheduled.values_list("content__label", flat=True)))


@hooks.register("before_move_page")
def say_why_it_stays(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    """Say what to do first; that it stays, the item itself says."""
    if not getattr(page, "is_bound_to_its_owner", False) or page.is_child_of(destination):
        return None
    text = _(
        "%(title)s stays with its organisation: it was approved for the readers here, or waits for "
        "that. Withdraw it first, or cancel its review or its day. Then move it, and hand it in "
        "there."
    )
    messages.error(request, text % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_explore", page.get_parent().pk)
