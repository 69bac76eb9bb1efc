"""Hooks into Wagtail: who gets a page or a file, and what the CMS shows to whom."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet

from cms import admin_api as _admin_api  # noqa: F401 - registers its hook
from cms import manual
from cms.access import request_reader
from cms.accounts import desk
from cms.accounts import open_editor as _open_editor  # noqa: F401 - registers its hook
from cms.accounts.memberships import keeps_people
from cms.contributions import hooks as _contribution_hooks  # noqa: F401 - importing registers them
from cms.dashboard import StartPanel
from cms.decisions import report
from cms.decisions.unguarded_panel import UnguardedPanel
from cms.mail import account as _account  # noqa: F401 - registers its hooks
from cms.mail import remarks as _remarks  # noqa: F401 - registers its hooks
from cms.mail import selections as _selections  # noqa: F401 - registers its hook
from cms.media import may_fetch
from cms.models import KnowledgePage
from cms.moderation import (
    consent_page,
    contact_page,
    editor_decisions,
    live_check,
    privacy_page,
    without_review,
)
from cms.moderation import contact_warning as _contact_warning  # noqa: F401 - registers its hooks
from cms.moderation import deleting as _deleting  # noqa: F401 - registers its hooks
from cms.moderation import missed_days as _missed_days  # noqa: F401 - registers its hook
from cms.moderation.no_review_panel import NoReviewPanel
from cms.policies import register_policies
from cms.upkeep import hooks as _upkeep  # noqa: F401 - registers its hooks
from cms.uploads import kept as _kept  # noqa: F401 - registers its hook
from cms.viewsets import KnowledgeGroup
from cms.visibility import hidden_from
from cms.word import views as word
from cms.work_panels import PANELS

# What happens to people and to what they allowed, and who may read an item, as the log names it.
LOGGED = {
    "cms.invitation.send": _("Invited"),
    "cms.invitation.withdraw": _("Invitation withdrawn"),
    "cms.invitation.accept": _("Invitation accepted"),
    "cms.membership.end": _("Membership ended"),
    "cms.address": _("E-mail address changed by somebody else"),
    "cms.lock.release": _("Allowed to sign in again"),
    "cms.single_sign_on": _("Groups set by the single sign-on"),
    "cms.consent_withdraw": _("Consent to name the municipality withdrawn"),
    "cms.consent_end": _("Consent to name the municipality ended"),
    "cms.note_cleared": _("Note cleared that named a municipality"),
    "cms.label": _("Label changed"),
    "cms.contact_confirm": _("Change of a contact confirmed"),
    "cms.contact_drop": _("Change of a contact dropped"),
    "cms.settings": _("Settings changed"),
}

REPLACED_PANELS = {
    "recent_edits",
    "user_objects_in_workflow_moderation",
    "workflow_objects_to_moderate",
}

register_policies()
# Also registers the parts of the group that are no snippets.
register_snippet(KnowledgeGroup)


# Before Wagtail's own check, which would send a stranger to the sign-in page and so tell that
# there is something to see.
@hooks.register("before_serve_page", order=-100)
def hide_what_may_not_be_read(page: Page, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
    """A forbidden page and a missing page look the same."""
    item = page.specific
    if isinstance(item, KnowledgePage) and not request_reader(request).may_read(item):
        raise Http404


@hooks.register("before_serve_document", order=-100)
def hide_documents(document: Any, request: HttpRequest) -> None:
    """A document goes only to those who may read an item that uses it."""
    if not may_fetch(request, document):
        raise Http404


@hooks.register("construct_page_chooser_queryset")
def choose_from_what_one_may_see(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """A chooser names only items that the person may edit or read."""
    return pages.exclude(pk__in=hidden_from(request.user, KnowledgePage.objects.all()).values("pk"))


@hooks.register("register_admin_urls")
def add_manual() -> list[URLPattern]:
    """Show the manual inside the CMS."""
    return manual.urlpatterns


@hooks.register("before_edit_page")
def approve_what_was_read(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Let an approval count for the version that was read, and for no other."""
    return editor_decisions.keep_approval_to_what_was_read(request, page)


@hooks.register("register_admin_urls")
def add_publishing_without_review() -> list[URLPattern]:
    """Let a superuser publish with a reason."""
    return without_review.urlpatterns


@hooks.register("register_page_action_menu_item")
def offer_publishing_without_review() -> without_review.PublishWithReasonItem:
    """Offer it in the editor."""
    return without_review.PublishWithReasonItem(order=1000)


@hooks.register("register_log_actions")
def say_who_published_without_review(actions: LogActionRegistry) -> None:
    """Let the history of an item say it, with the reason."""
    actions.register_action(
        "cms.publish_without_review", _("Publish without review"), _("Published without review")
    )


@hooks.register("before_create_user")
@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def leave_superusers_alone(request: HttpRequest, *people: Any) -> None:
    """A portal manager keeps people, and does not become one who may do everything."""
    desk.keep_off_superusers(request, *people)


@hooks.register("before_bulk_action")
def leave_superusers_alone_in_bulk(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: BulkAction
) -> None:
    """Likewise, for a selection."""
    if action.model is get_user_model():
        desk.keep_off_superusers(request, *objects)
        if desk.gives_own_groups(request, *objects):
            raise PermissionDenied


@hooks.register("before_edit_user")
def leave_own_groups_alone(request: HttpRequest, person: Any) -> HttpResponse | None:
    """Nobody gives themselves a role: with it a portal manager would get rights on content."""
    if not desk.gives_own_groups(request, person):
        return None
    messages.error(request, _("Nobody gives themselves a role: let somebody else do it."))
    return redirect(request.path)


class PeopleMenuItem(MenuItem):
    """Shown to whoever keeps people."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Editors and portal managers."""
        return desk.may_keep_people(request.user)


@hooks.register("register_admin_urls")
def add_people() -> list[URLPattern]:
    """Let organisations invite people, and end what they are there."""
    return desk.urlpatterns


@hooks.register("register_admin_menu_item")
def offer_people() -> MenuItem:
    """Put people below the items."""
    address = reverse_lazy("cms_people")
    return PeopleMenuItem(_("People"), address, name="people", icon_name="group", order=98)


@hooks.register("register_log_actions")
def name_what_is_logged(actions: Any) -> None:
    """Name in the log what happens to people and to consents."""
    for action, name in LOGGED.items():
        actions.register_action(action, name, name)


@hooks.register("register_admin_urls")
def add_privacy_check() -> list[URLPattern]:
    """Show what the privacy check found, to who may edit the draft."""
    return privacy_page.urlpatterns


@hooks.register("register_page_action_menu_item")
def offer_privacy_check() -> privacy_page.PrivacyCheckItem:
    """Offer it in the editor, to authors and to who reviews."""
    return privacy_page.PrivacyCheckItem(order=900)


@hooks.register("register_admin_urls")
def add_word_files() -> list[URLPattern]:
    """Let a Word file become a draft."""
    return word.urlpatterns


@hooks.register("register_page_action_menu_item")
def offer_what_is_left_of_a_word_file() -> word.WordResultItem:
    """Offer it in the editor."""
    return word.WordResultItem(order=910)


@hooks.register("register_log_actions")
def say_who_signed_what_may_stay(actions: LogActionRegistry) -> None:
    """Let the history of an item say it, with the reason and never the value."""
    actions.register_action(
        "cms.privacy_sign", _("Sign a privacy finding"), _("Signed a privacy finding: may stay")
    )


@hooks.register("register_admin_urls")
def add_consents() -> list[URLPattern]:
    """List the consents to name a municipality, and let editors withdraw one."""
    return consent_page.urlpatterns


@hooks.register("register_admin_urls")
def add_contacts() -> list[URLPattern]:
    """Show what changes in a contact, to who may confirm it."""
    return contact_page.urlpatterns


@hooks.register("register_admin_urls")
def add_live_check() -> list[URLPattern]:
    """Let the checks read along while somebody types."""
    return live_check.urlpatterns


@hooks.register("register_admin_menu_item")
def offer_consents() -> MenuItem:
    """Put consents below the people."""
    address = reverse_lazy("cms_consents")
    menu_item = consent_page.ConsentsMenuItem
    return menu_item(_("Consents"), address, name="consents", icon_name="key", order=99)


@hooks.register("register_help_menu_item")
def offer_manual() -> MenuItem:
    """Put the manual in the help menu."""
    return MenuItem(_("Manual"), reverse_lazy("cms_manual"), name="manual", icon_name="help")


@hooks.register("construct_help_menu")
def leave_out_help_from_elsewhere(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's guide and news are in English, on another site."""
    items[:] = [item for item in items if not item.name.startswith(("whats-new", "editor-guide"))]


@hooks.register("construct_homepage_panels")
def begin_with_the_start_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Tell editors where to begin, where the manual is and what there is to do.

    Wagtail's own panels of the review ask more of the database for each draft, and name drafts
    that somebody edited once and may not see any more.
    """
    panels[:] = [panel for panel in panels if panel.name not in REPLACED_PANELS]
    panels += [UnguardedPanel(request), StartPanel(), NoReviewPanel(request)]
    panels += [panel(request) for panel in PANELS]


@hooks.register("construct_reports_menu")
def leave_out_closed_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Offer no report that names items of all organisations, or quotes drafts of colleagues."""
    if not request.user.is_superuser:
        closed = {"page-types-usage"}
        if not keeps_people(request.user):
            closed.add("site-history")
        items[:] = [item for item in items if item.name not in closed]


@hooks.register("register_admin_urls")
def add_decisions() -> list[URLPattern]:
    """Report the decisions."""
    return report.urlpatterns


@hooks.register("register_reports_menu_item")
def offer_decisions() -> MenuItem:
    """Put the decisions first among the reports."""
    return report.menu_item()
