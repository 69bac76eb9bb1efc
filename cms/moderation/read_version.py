"""An approval is of the version that was read: text that was saved meanwhile is approved by nobody.

The form of the editor says which version it was opened with. An approval from there hands that on,
and every other approval has to name it too.
"""

import json
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Revision

EXTRA = "workflow-action-extra-data"  # JSON: what a decision in the editor brings along
LONGEST = 12  # digits in the number of a version


class ApprovalForm(TaskStateCommentForm):
    """A remark, and the version that was read."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)


def version_of(revision: Revision | None) -> str:
    """Name a version as it is now: a session may write again under the same number."""
    return f"{revision.pk} {revision.created_at.isoformat()}" if revision else ""


def keep_approval_to_what_was_read(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Hand on which version the approver read; if it is not the latest, say so and stop."""
    sent = request.POST
    if "action-workflow-action" not in sent or sent.get("workflow-action-name") != "approve":
        return None
    task = page.current_workflow_task
    if task is None:
        messages.warning(request, _("Nothing was approved: it does not wait for review any more."))
        return redirect(request.get_full_path())
    if task.get_form_for_action("approve") is not ApprovalForm:
        return None  # a step of Wagtail's own
    latest, comment = page.get_latest_revision(), _comment(sent)
    read = f"{sent.get('loaded_revision_id')} {sent.get('loaded_revision_created_at')}"
    # An old version that somebody looks back at is not the latest, though the form names that.
    is_edit = request.resolver_match and request.resolver_match.url_name == "edit"
    if read != version_of(latest) or not is_edit:
        _say_what_changed(request, latest, comment)
        return redirect(request.get_full_path())
    data = sent.copy()
    data[EXTRA] = json.dumps({"comment": comment, "version": read})
    request.POST = data  # type: ignore[assignment]  # the editor takes it from there
    return None


def _say_what_changed(request: HttpRequest, latest: Revision, comment: str) -> None:
    """Say who saved what, and give a remark back."""
    number = request.POST.get("loaded_revision_id", "")
    said, buttons = [], []
    if latest.user == request.user:
        said.append(_("Nobody approves their own change. Let somebody else approve it."))
    else:
        text = _(
            "Nothing was approved: %(name)s saved another version meanwhile. Read what changed, "
            "and approve it then."
        )
        said.append(text % {"name": _name(latest.user)})
        name, numbers = "history", [latest.object_id]
        if number.isdecimal() and len(number) <= LONGEST and number != str(latest.pk):
            name, numbers = "revisions_compare", [latest.object_id, number, latest.pk]
        address = reverse(f"wagtailadmin_pages:{name}", args=numbers)
        buttons.append(messages.button(address, _("See what changed")))
    if comment:
        said.append(_("Your remark was: %(remark)s") % {"remark": comment})
    messages.warning(request, " ".join(said), buttons=buttons)


def _name(person: Any) -> str:
    if person is None:
        return _("somebody else")
    return str(person.get_full_name() or person.get_username())


def _comment(sent: QueryDict) -> str:
    """Return the remark that a button brings along; nothing of what no button sends."""
    try:
        found = json.loads(sent.get(EXTRA) or "{}")
    except (ValueError, RecursionError):
        return ""
    text = found.get("comment") if isinstance(found, dict) else ""
    form = ApprovalForm({"comment": text if isinstance(text, str) else ""})
    remark: str = form.cleaned_data.get("comment", "") if form.is_valid() else ""
    return remark.encode(errors="ignore").decode()
