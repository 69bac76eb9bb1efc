"""Approvals in the words of the desk."""

import hashlib
import json
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState

from cms.moderation.review_task import ReviewTask
from cms.moderation.used_things import hashes_of_files
from cms.moderation.writers import writers_of

# Of no text: when somebody looks or looked at it moves without another approval (cms.upkeep).
NO_TEXT = frozenset({"review_by", "last_checked"})


class NotApprovedError(PermissionDenied):
    """Raised when a version would go live that nobody else approved."""


class ApprovalQuerySet(models.QuerySet):
    """What may go live."""

    def give(self, revision: Revision, by: Any = None, reason: str = "") -> None:
        """Keep that this version may go live as it is now.

        `reason` says why nobody but its writers looked at it.
        """
        values = {"approved_by": by, "reason": reason, "content_hash": _content_hash(revision)}
        values["approved_at"] = timezone.now()  # of the last time, for a version approved before
        self.update_or_create(revision=revision, defaults=values)

    def cover(self, revision: Revision | None) -> bool:
        """Tell whether this version was approved as it is now."""
        if revision is None:
            return False
        return self.filter(revision=revision, content_hash=_content_hash(revision)).exists()

    def publish_reviewed(self, workflow_state: WorkflowState, user: Any = None) -> None:
        """Publish what passed every step, or schedule it.

        Raises NotApprovedError if nobody but its writers approved it, whatever the steps were. A
        step of Wagtail's own asks neither who wrote it nor which version was read: it counts not.
        So if it did not pass the privacy check, which a superuser may have taken away meanwhile.
        """
        page = workflow_state.content_object.specific
        revision = page.get_latest_revision()
        passed = TaskState.objects.filter(
            workflow_state=workflow_state,
            revision=revision,
            status=TaskState.STATUS_APPROVED,
            finished_at__gte=revision.created_at,  # what was written over later, nobody read
        )
        steps = passed.select_related("task", "finished_by").order_by("finished_at", "pk")
        not_readers = writers_of(page) | {workflow_state.requested_by_id}
        readers = steps.filter(finished_by__isnull=False).exclude(finished_by__in=not_readers)
        reviews = [step for step in readers if isinstance(step.task.specific, ReviewTask)]
        if not reviews:
            raise NotApprovedError(_("Nobody approved this version yet."))
        check = apps.get_model("cms", "PrivacyCheckTask")
        if not any(isinstance(step.task.specific, check) for step in steps):
            raise NotApprovedError(_("This version did not pass the privacy check."))
        self.give(revision, by=reviews[-1].finished_by)
        revision.publish(user=user, skip_permission_checks=True)


def _content_hash(revision: Revision) -> str:
    """Hash the text with what is in its files: the text itself only has their numbers."""
    content = {name: value for name, value in revision.content.items() if name not in NO_TEXT}
    content |= {"files": files} if (files := hashes_of_files(revision)) else {}
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
