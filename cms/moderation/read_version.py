"""An approval is of the version that was read: text that was saved meanwhile is approved by nobody.

The form of the editor says which version it was opened with. An approval from there hands that on,
and every other approval has to name it too.
"""

import json
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Revision

EXTRA = "workflow-action-extra-data"  # JSON: what a decision in the editor brings along


class ApprovalForm(TaskStateCommentForm):
    """A remark, and the version that was read."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)


def version_of(revision: Revision) -> str:
    """Name a version as it is now: a session may write again under the same number."""
    return f"{revision.pk} {revision.created_at.isoformat()}"


def keep_approval_to_what_was_read(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Hand on which version the approver read; if it is not the latest, say so and stop."""
    sent = request.POST
    if "action-workflow-action" not in sent or sent.get("workflow-action-name") != "approve":
        return None
    latest = page.get_latest_revision()
    number = sent.get("loaded_revision_id", "")
    version = f"{number} {sent.get('loaded_revision_created_at', '')}"
    if version != version_of(latest):
        _say_what_changed(request, latest, number)
        return redirect(request.path)
    data = sent.copy()
    data[EXTRA] = json.dumps({"comment": _comment(sent.get(EXTRA)), "version": version})
    request.POST = data  # type: ignore[assignment]  # the editor takes it from there
    return None


def _say_what_changed(request: HttpRequest, latest: Revision, number: str) -> None:
    person = latest.user
    name = (person.get_full_name() or person.get_username()) if person else _("somebody else")
    text = _(
        "Nothing was approved: %(name)s saved another version meanwhile. Read what changed, and "
        "approve it then."
    )
    buttons = []
    if number.isdecimal() and int(number) != latest.pk:
        names = [latest.object_id, number, latest.pk]
        address = reverse("wagtailadmin_pages:revisions_compare", args=names)
        buttons.append(messages.button(address, _("See what changed")))
    messages.warning(request, text % {"name": name}, buttons=buttons)


def _comment(extra: str | None) -> str:
    try:
        found = json.loads(extra or "{}")
    except ValueError:
        return ""
    return str(found.get("comment", "")) if isinstance(found, dict) else ""
