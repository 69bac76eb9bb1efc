"""Who hands in what: a page that nobody would review stays a draft, and who sent it last counts."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Workflow
from wagtail.signals import task_submitted

from cms.moderation.reviewers import is_reviewed


class HandedInPage:
    """A page that goes through the chain, or one under which such pages are made; before Page."""

    @property
    def has_workflow(self) -> bool:
        """Offer to hand in only what somebody reviews."""
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """Return no workflow without a review: what ends it would publish unread, and so fails."""
        workflow: Workflow | None = super().get_workflow()  # type: ignore[misc]  # of Page
        return workflow if workflow and is_reviewed(self, workflow) else None


@receiver(task_submitted)
def keep_who_hands_in(sender: type, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """Whoever hands in again what was sent back is who handed it in; Wagtail keeps the first.

    The receivers of the mail come after this one: they ask who did.
    """
    state = instance.workflow_state
    is_handed_in = state.current_task_state is None  # else the step before led to this one
    if is_handed_in and user is not None and state.requested_by != user:
        state.requested_by = user
        state.save(update_fields=["requested_by"])
