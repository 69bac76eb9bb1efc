"""What was approved, and the steps of the chain."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Revision, Task, TaskState, WorkflowState

from cms.moderation import reviewers
from cms.moderation.approvals import ApprovalQuerySet
from cms.moderation.editors import Editors, is_among
from cms.moderation.owners import owners_of_each
from cms.moderation.privacy import open_findings
from cms.moderation.read_version import ApprovalForm, version_of
from cms.moderation.writers import writers_of, writers_of_each
from cms.publication import reasons_against


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


class ReviewTask(Task):
    """A step in which somebody reads the draft. Nobody approves their own change."""

    class Meta:
        abstract = True

    def who_reviews(self, editors: Editors, owner: int, writers: frozenset[int]) -> frozenset[int]:
        """Return who reviews a draft with this owner and these writers at this step."""
        raise NotImplementedError

    def reviewers_of(self, page: Any) -> frozenset[int]:
        """Return who reviews this draft."""
        return self.who_reviews(Editors.read(), reviewers.owner_of(page).pk, writers_of(page))

    def is_reviewer(self, page: Any, user: Any) -> bool:
        """Tell whether this person does."""
        return is_among(user, self.reviewers_of(page))

    def get_actions(self, obj: Any, user: Any) -> Sequence[tuple[str, Any, bool]]:
        """Offer approval only of what somebody else wrote, and of what may be published."""
        if not self.is_reviewer(obj, user):
            return []
        send_back = [("reject", _("Send back with remarks"), True)]
        if user.pk in writers_of(obj) or reasons_against(obj.get_latest_revision_as_object()):
            return send_back
        return [
            *send_back,
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a remark"), True),
        ]

    def get_form_for_action(self, action: str) -> type[TaskStateCommentForm]:
        """Ask who approves which version they read."""
        return ApprovalForm if action == "approve" else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, version: str = "", **kwargs: Any
    ) -> None:
        """Ask again: saving the form with the approval may have made its sender a writer.

        Raises PermissionDenied if an approval is not of the latest version, as `version_of`.
        """
        page = task_state.workflow_state.content_object.specific
        reviewers.require(self, page, user, action_name)
        # What a reviewer changed counts too; nobody writes over it from here on.
        latest = Revision.objects.select_for_update().get(pk=page.latest_revision_id)
        if action_name == "approve" and version != version_of(latest):
            raise PermissionDenied(_("Another version was saved meanwhile."))
        task_state.revision = latest
        super().on_action(task_state, user, action_name, **kwargs)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Let who reviews it open it, and the VNG look at every step."""
        return self.is_reviewer(obj, user) or reviewers.is_vng_editor(user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Nobody else changes it meanwhile; who handed it in may withdraw it."""
        return not self.is_reviewer(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Return what waits for this person; as many queries for few as for many."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        rows = waiting.order_by().values_list("pk", "workflow_state__object_id")
        pages = {state: int(page) for state, page in rows}
        owners, writers = owners_of_each(pages.values()), writers_of_each(pages.values())
        editors = Editors.read()
        mine = [
            state
            for state, page in pages.items()
            if user.pk not in writers[page]
            and page in owners
            and is_among(user, self.who_reviews(editors, owners[page], writers[page]))
        ]
        return waiting.filter(pk__in=mine)


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

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Pass over the step where the settings do not ask for it."""
        page = workflow_state.content_object.get_latest_revision_as_object()
        state: TaskState = super().start(workflow_state, user=user)
        if not reviewers.vng_reviews(page):
            state.status = TaskState.STATUS_SKIPPED
            state.save(update_fields=["status"])
        return state

    def who_reviews(self, editors: Editors, owner: int, writers: frozenset[int]) -> frozenset[int]:
        """Editors of the VNG."""
        return editors.of_the_vng

    @classmethod
    def get_description(cls) -> Any:
        """Say what the step does, where somebody puts a workflow together."""
        return _("An editor of the VNG approves it, if the portal settings ask for that.")
