"""Why a reviewer is offered no approval, and who can mend that; else people only miss a button."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.moderation.editor_decisions import name_of
from cms.moderation.review_task import ReviewTask


@dataclass(frozen=True, slots=True)
class NoApproval:
    """What a reviewer reads above the form."""

    reasons: list[str]
    advice: str


def why_no_approval(page: Any, user: Any) -> NoApproval | None:
    """Say it to who reviews this draft; None where they may approve it, and for all others."""
    task = page.current_workflow_task
    if not isinstance(task, ReviewTask) or not task.is_reviewer(page, user):
        return None
    reasons = task.reasons_not_to_approve(page, user)
    if not reasons:
        return None
    is_faulty = any(reason.is_fault for reason in reasons)
    return NoApproval([reason.text for reason in reasons], _advice(page) if is_faulty else "")


def _advice(page: Any) -> str:
    """Say who can complete it: the editors, where nobody is there who handed it in."""
    person = page.current_workflow_state.requested_by
    if person is None or not person.is_active:
        return _("Complete it yourself: then somebody else approves it.")
    text = _(
        "Send it back: %(name)s completes it then. Or complete it yourself: then somebody "
        "else approves it."
    )
    return text % {"name": name_of(person)}
