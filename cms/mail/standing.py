"""Whether news still stands when it is sent: others may have seen to it in the meantime."""

from typing import Any

from cms.mail.models import Notice
from cms.models import Contribution, KnowledgePage
from cms.moderation.reviewers import waits_for
from cms.policies import contributions_handled_by
from cms.upkeep.dates import last_day_asked_of


def still_stands(notice: Notice, person: Any) -> bool:
    """Tell whether this person still has something to do, or to know."""
    if notice.contact is not None:
        return notice.contact.must_be_checked
    if notice.kind == Notice.Kind.REVIEW:
        due = KnowledgePage.objects.due_for_review(last_day_asked_of())
        return due.filter(pk=notice.page_id).exists()
    if notice.page is not None and notice.kind == Notice.Kind.WAITS:
        task = notice.page.current_workflow_task
        return task is not None and waits_for(task, notice.page, person)
    if notice.page is not None and notice.kind == Notice.Kind.REMARKS:
        return bool(notice.page.specific.permissions_for_user(person).can_edit())
    if notice.contribution is not None and notice.kind == Notice.Kind.NEWS:
        return _is_unanswered(notice.contribution, person)
    return True  # what was approved, sent back or withdrawn, was


def _is_unanswered(contribution: Contribution, person: Any) -> bool:
    handled = contributions_handled_by(person).filter(pk=contribution.pk)
    last = contribution.messages.last()
    return handled.exists() and (last is None or not last.is_from_editors)
