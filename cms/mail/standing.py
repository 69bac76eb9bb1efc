"""Whether news still stands when it is sent: others may have seen to it in the meantime."""

from typing import Any

from django.utils import timezone

from cms.mail.models import Notice
from cms.models import KnowledgePage
from cms.moderation.reviewers import waits_for
from cms.upkeep.dates import FIRST_REMINDER


def still_stands(notice: Notice, person: Any) -> bool:
    """Tell whether this person still has something to do, or to know."""
    return _CHECKS[notice.kind](notice, person)


def _waits(notice: Notice, person: Any) -> bool:
    task = notice.page.current_workflow_task
    return task is not None and waits_for(task, notice.page, person)


def _always(notice: Notice, person: Any) -> bool:
    return True


def _review(notice: Notice, person: Any) -> bool:
    last = timezone.localdate() + FIRST_REMINDER
    return KnowledgePage.objects.due_for_review(last).filter(pk=notice.page_id).exists()


def _contact(notice: Notice, person: Any) -> bool:
    return notice.contact.must_be_checked


_CHECKS = {
    Notice.Kind.WAITS: _waits,
    Notice.Kind.APPROVED: _always,
    Notice.Kind.SENT_BACK: _always,
    Notice.Kind.REVIEW: _review,
    Notice.Kind.CONTACT: _contact,
}
