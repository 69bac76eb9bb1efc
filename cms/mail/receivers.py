"""Who hears of each hand-over of the review: who is next, and who handed it in.

In place of Wagtail's own mail about workflows, which knows no reviewers but groups.
"""

from collections.abc import Callable
from typing import Any

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from cms.mail.models import Notice
from cms.mail.notices import notify
from cms.moderation.reviewers import people_for
from cms.upkeep.keepers import keepers_of


def instead_of_wagtail(signal: Any, sender: type, name: str) -> Callable[..., Any]:
    """Connect a receiver under the name of Wagtail's: of one name there is only one."""

    def connect(told: Callable[..., None]) -> Callable[..., None]:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(told, sender=sender, dispatch_uid=name)
        return told

    return connect


@instead_of_wagtail(task_submitted, TaskState, "group_approval_task_submitted_email_notification")
def tell_who_is_next(sender: type, instance: TaskState, **kwargs: Any) -> None:
    """Somebody waits for them."""
    page = instance.workflow_state.content_object
    notify(people_for(instance.task.specific, page), Notice.Kind.WAITS, page=page)


@instead_of_wagtail(
    workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"
)
def tell_no_superuser(sender: type, **kwargs: Any) -> None:
    """Who may do everything is not who reviews everything."""


@instead_of_wagtail(workflow_approved, WorkflowState, "workflow_state_approved_email_notification")
def tell_that_it_was_approved(
    sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any
) -> None:
    """Their item passed every step."""
    _tell_who_handed_in(instance, user, Notice.Kind.APPROVED)


@instead_of_wagtail(workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification")
def tell_that_it_was_sent_back(
    sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any
) -> None:
    """There is something to do for them; without them, for who keeps the item.

    What nobody handed in and no person sent back came from outside, and stopped at the first
    check: `cms.contributions` tells of it.
    """
    person, page = instance.requested_by, instance.content_object
    if person is None and user is None:
        return
    may_mend = person is not None and page.permissions_for_user(person).can_edit()
    people = [person] if may_mend else keepers_of(page.specific)
    notify([each for each in people if each != user], Notice.Kind.SENT_BACK, page=page)


def _tell_who_handed_in(state: WorkflowState, by: Any, kind: str) -> None:
    person = state.requested_by
    if person is not None and person != by:
        notify([person], kind, page=state.content_object)
