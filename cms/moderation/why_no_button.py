"""Why a reviewer is offered no approval, and who can mend that; else people only miss a button."""

from typing import Any

from django.utils.translation import gettext as _

from cms.moderation.editor_decisions import name_of
from cms.moderation.review_task import ReviewTask
from cms.moderation.unconfirmed import unconfirmed_in
from cms.moderation.writers import writers_of
from cms.publication import reasons_against


def why_no_approval(page: Any, user: Any) -> str:
    """Say it to who reviews this draft; empty where they may approve it, and for all others."""
    task = page.current_workflow_task
    if not isinstance(task, ReviewTask) or not task.is_reviewer(page, user):
        return ""
    if user.pk in writers_of(page):
        return _("You wrote along in this: somebody else approves it.")
    draft = page.get_latest_revision_as_object()
    reasons = reasons_against(draft)
    if not reasons:
        return ""
    said = [_("You cannot approve this yet."), *reasons]
    if not {*unconfirmed_in(draft).values()}.issuperset(reasons):  # those say who confirms
        text = _(
            "Send it back: %(name)s completes it then. Or complete it yourself: then somebody "
            "else approves it."
        )
        said.append(text % {"name": name_of(page.current_workflow_state.requested_by)})
    return " ".join(said)
