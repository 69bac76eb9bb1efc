"""What the steps share in which somebody reads the draft: a review, and no other step, approves."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Revision, Task, TaskState, WorkflowState

from cms.moderation.editors import Editors, is_among, is_vng_editor
from cms.moderation.owners import owner_of, owners_of_each
from cms.moderation.read_version import ApprovalForm, version_of
from cms.moderation.writers import writers_of, writers_of_each
from cms.publication import Reason, what_is_against


class ReviewTask(Task):
    """A step in which somebody reads the draft. Nobody approves their own change."""

    class Meta:
        abstract = True

    @classmethod
    def reads(cls, page: Any) -> bool:
        """Tell whether this step asks for this page; else it is passed over."""
        return True

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin with the first step that this text did not pass yet; pass over what is not asked.

        Wagtail starts the step again that sent it back: the text may have changed since.
        """
        first = workflow_state.get_next_task()
        if first is not None and first.pk != self.pk:
            earlier: TaskState = first.specific.start(workflow_state, user=user)
            return earlier
        state: TaskState = super().start(workflow_state, user=user)
        if not self.reads(state.revision.as_object()):
            state.status = TaskState.STATUS_SKIPPED
            state.save(update_fields=["status"])
        return state

    def who_reviews(self, editors: Editors, owner: int, writers: frozenset[int]) -> frozenset[int]:
        """Return who reviews a draft with this owner and these writers at this step."""
        raise NotImplementedError

    def reviewers_of(self, page: Any) -> frozenset[int]:
        """Return who reviews this draft."""
        return self.who_reviews(Editors.read(), owner_of(page), writers_of(page))

    def newly_free(self, page: Any, version: Revision) -> frozenset[int]:
        """Return for whom this draft waits since a version was saved, and not before.

        Whoever wrote that version reviews no more; where nobody else is left, others stand in.
        """
        editors, owner = Editors.read(), owner_of(page)
        then, now = writers_of(page, before=version), writers_of(page)
        knew = self.who_reviews(editors, owner, then) - then
        return self.who_reviews(editors, owner, now) - now - knew

    def is_reviewer(self, page: Any, user: Any) -> bool:
        """Tell whether this person does."""
        return is_among(user, self.reviewers_of(page))

    def reasons_not_to_approve(self, page: Any, user: Any) -> list[Reason]:
        """Say why this reviewer may not approve this draft; empty where they may."""
        if user.pk in writers_of(page):
            return [Reason(gettext("You wrote along in this: somebody else approves it."))]
        return what_is_against(page.get_latest_revision_as_object())

    def get_actions(self, obj: Any, user: Any) -> Sequence[tuple[str, Any, bool]]:
        """Offer approval only of what somebody else wrote, and of what may be published."""
        if not self.is_reviewer(obj, user):
            return []
        send_back = [("reject", _("Send back with remarks"), True)]
        if self.reasons_not_to_approve(obj, user):
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
        self._require(page, user, action_name)
        # What a reviewer changed counts too; nobody writes over it from here on.
        latest = Revision.objects.select_for_update().get(pk=page.latest_revision_id)
        if action_name == "approve" and version != version_of(latest):
            raise PermissionDenied(_("Another version was saved meanwhile."))
        task_state.revision = latest
        super().on_action(task_state, user, action_name, **kwargs)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Let who reviews it open it, and the VNG look at every step."""
        return self.is_reviewer(obj, user) or is_vng_editor(user)

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

    def _require(self, page: Any, user: Any, action_name: str) -> None:
        if not self.is_reviewer(page, user):
            raise PermissionDenied(_("This step is for others."))
        if action_name == "approve" and self.reasons_not_to_approve(page, user):
            raise PermissionDenied(_("Nobody approves their own change."))
