"""A page that nobody would review is not handed in: it stays a draft."""

from wagtail.models import Workflow

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
