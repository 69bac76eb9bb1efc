"""Decisions from the form of the editor: of which version they are, and whether they count."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Revision

from cms.moderation.read_version import EXTRA, ApprovalForm, comment_of, version_of
from cms.moderation.refusals import refuse

LONGEST = 12  # digits in the number of a version


def keep_approval_to_what_was_read(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Hand on which version the approver read; if it is not the latest, say so and stop."""
    sent = request.POST
    if "action-workflow-action" not in sent:
        return None
    task, latest, read = (
        page.current_workflow_task,
        page.get_latest_revision(),
        _read(request, page),
    )
    if task is None:
        why = _("Nothing was decided: it does not wait for review any more.")
        return refuse(request, page, read, why)
    approves = sent.get("workflow-action-name") == "approve"
    if not approves or task.get_form_for_action("approve") is not ApprovalForm:
        return None  # sent back, or a step of Wagtail's own
    said = f"{sent.get('loaded_revision_id')} {sent.get('loaded_revision_created_at')}"
    # An old version that somebody looks back at is not the latest, though the form names that.
    is_edit = request.resolver_match and request.resolver_match.url_name == "edit"
    if said != version_of(latest) or not is_edit:
        return refuse(request, page, read, *_what_changed(request, latest))
    data = sent.copy()
    data[EXTRA] = json.dumps({"comment": comment_of(sent), "version": said})
    request.POST = data  # type: ignore[assignment]  # the editor takes it from there
    return None


def _read(request: HttpRequest, page: Any) -> Revision | None:
    """Return the version in the form, as far as it is still there."""
    old = (request.resolver_match.kwargs if request.resolver_match else {}).get("revision_id")
    number = str(old or request.POST.get("loaded_revision_id", ""))
    is_number = number.isdecimal() and len(number) <= LONGEST
    found: Revision | None = page.revisions.filter(pk=number).first() if is_number else None
    return found


def _what_changed(request: HttpRequest, latest: Revision) -> list[Any]:
    """Say who saved what, with a button that shows it."""
    number = request.POST.get("loaded_revision_id", "")
    if latest.user == request.user:
        return [_("Nobody approves their own change. Let somebody else approve it.")]
    text = _(
        "Nothing was approved: %(name)s saved another version meanwhile. Read what changed, "
        "and approve it then."
    )
    name, numbers = "history", [latest.object_id]
    if number.isdecimal() and len(number) <= LONGEST and number != str(latest.pk):
        name, numbers = "revisions_compare", [latest.object_id, number, latest.pk]
    address = reverse(f"wagtailadmin_pages:{name}", args=numbers)
    return [text % {"name": name_of(latest.user)}, messages.button(address, _("See what changed"))]


def name_of(person: Any) -> str:
    """Name somebody, also who has no account any more."""
    if person is None:
        return _("somebody else")
    return str(person.get_full_name() or person.get_username())
