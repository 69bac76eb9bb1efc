"""An approval is of the version that was read: text that was saved meanwhile is approved by nobody.

The form of the editor says which version it was opened with. An approval from there hands that on
(`editor_decisions`), and every other approval has to name it too.
"""

import json

from django import forms
from django.http import QueryDict
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Revision

EXTRA = "workflow-action-extra-data"  # JSON: what a decision in the editor brings along


class ApprovalForm(TaskStateCommentForm):
    """A remark, and the version that was read."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)


def version_of(revision: Revision | None) -> str:
    """Name a version as it is now: a session may write again under the same number."""
    return f"{revision.pk} {revision.created_at.isoformat()}" if revision else ""


def comment_of(sent: QueryDict) -> str:
    """Return the remark that a button brings along; nothing of what no button sends."""
    try:
        found = json.loads(sent.get(EXTRA) or "{}")
    except (ValueError, RecursionError):
        return ""
    text = found.get("comment") if isinstance(found, dict) else ""
    form = ApprovalForm({"comment": text if isinstance(text, str) else ""})
    remark: str = form.cleaned_data.get("comment", "") if form.is_valid() else ""
    return remark.encode(errors="ignore").decode()
