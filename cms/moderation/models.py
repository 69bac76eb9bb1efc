"""What was approved, and the steps of the chain."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, Task, TaskState, WorkflowState

from cms.moderation.approvals import ApprovalQuerySet
from cms.moderation.editors import Editors
from cms.moderation.privacy import open_findings
from cms.moderation.review_task import ReviewTask
from cms.moderation.reviewers import vng_reviews


class Approval(models.Model):
    """That this version may go live: who decided so and when.

    `reason` says why nobody else looked at it; empty when somebody did. `content_hash` is of what
    was approved, its files too: text that came later under the same version is not.
    """

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="approval")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")

    def __str__(self) -> str:
        return f"{self.revision_id}"


class PrivacyCheckTask(Task):
    """Passes by itself when every finding is solved or signed; else the author gets it back."""

    class Meta:
        verbose_name = _("privacy check")
        verbose_name_plural = _("privacy checks")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Decide at once: nobody has to wait for a machine."""
        state: TaskState = super().start(workflow_state, user=user)
        findings = open_findings(state.revision.as_object())
        if findings:
            remarks = [_("Solve or sign in the privacy check:"), *findings]
            comment = "\n".join(map(str, remarks))
            return state.reject(user=None, update=False, comment=comment)
        return state.approve(user=None, update=False)

    @classmethod
    def get_description(cls) -> Any:
        """Say what the step does, where somebody puts a workflow together."""
        return _("Sends a draft back while personal data in it is neither solved nor signed.")


class OrganisationReviewTask(ReviewTask):
    """An editor of the owning organisation reads it; the VNG where it has no other editor."""

    class Meta:
        verbose_name = _("review by the organisation")
        verbose_name_plural = _("reviews by the organisation")

    def who_reviews(self, editors: Editors, owner: int, writers: frozenset[int]) -> frozenset[int]:
        """Who acts for the owner."""
        return editors.acting_for(owner, writers)

    @classmethod
    def get_description(cls) -> Any:
        """Say what the step does, where somebody puts a workflow together."""
        return _("An editor of the organisation that owns the item approves it.")


class VngReviewTask(ReviewTask):
    """An editor of the VNG reads it, where the settings ask for it by kind or label."""

    class Meta:
        verbose_name = _("review by the VNG")
        verbose_name_plural = _("reviews by the VNG")

    @classmethod
    def reads(cls, page: Any) -> bool:
        """Read what the settings ask the VNG to."""
        return vng_reviews(page)

    def who_reviews(self, editors: Editors, owner: int, writers: frozenset[int]) -> frozenset[int]:
        """Editors of the VNG."""
        return editors.of_the_vng

    @classmethod
    def get_description(cls) -> Any:
        """Say what the step does, where somebody puts a workflow together."""
        return _("An editor of the VNG approves it, if the portal settings ask for that.")
