"""What handed-in lessons add to the CMS."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from cms.contributions import desk, retention
from cms.moderation.senders import sender_of

LOGGED = {
    "cms.contribution.write": _("Wrote to the sender"),
    "cms.contribution.close": _("Not used; told the sender"),
    "cms.contribution.withdraw": _("Withdrawn by the sender"),
    retention.ACTION: _("Senders of handed-in lessons forgotten"),
}


class HandedInMenuItem(MenuItem):
    """Shown to editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Not to authors, nor to portal managers."""
        return desk.may_handle(request.user)


class RetentionMenuItem(MenuItem):
    """Shown to portal managers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whoever sets how long senders are kept."""
        return desk.may_see_retention(request.user)


@hooks.register("register_admin_urls")
def add_contributions() -> list[URLPattern]:
    """Show editors what was handed in, and portal managers how long senders are kept."""
    return desk.urlpatterns


@hooks.register("register_admin_menu_item")
def offer_contributions() -> MenuItem:
    """Put what was handed in below the items."""
    address = reverse_lazy("cms_contributions")
    return HandedInMenuItem(
        _("Handed-in lessons"), address, name="contributions", icon_name="mail", order=95
    )


@hooks.register("register_reports_menu_item")
def offer_retention() -> MenuItem:
    """Put how long senders are kept among the reports."""
    address = reverse_lazy("cms_contribution_retention")
    return RetentionMenuItem(
        _("Handed-in lessons: what is kept"), address, name="contributions", icon_name="mail"
    )


@hooks.register("register_page_action_menu_item")
def offer_message() -> desk.ContributionItem:
    """Offer a message to the sender in the editor."""
    return desk.ContributionItem(order=910)


@hooks.register("before_copy_page")
def copy_no_draft_of_a_sender(request: HttpRequest, page: Any) -> HttpResponse | None:
    """A copy would not know its sender, whose name the privacy check looks for, nor go with it."""
    if not sender_of(page.specific):
        return None
    text = gettext(
        "%(title)s cannot be copied as long as the portal knows who handed the lesson in: a copy "
        "would stay when the sender withdraws it, and the privacy check would not look for the "
        "sender there."
    )
    messages.error(request, text % {"title": page.get_admin_display_title()})
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_log_actions")
def name_what_is_logged(actions: Any) -> None:
    """Name in the log what happens to handed-in lessons."""
    for action, name in LOGGED.items():
        actions.register_action(action, name, name)
