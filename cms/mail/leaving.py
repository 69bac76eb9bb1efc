"""What follows for the mail when somebody leaves: others hear what is now theirs to do."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from cms.mail.models import Notice
from cms.mail.notices import notify, pass_on
from cms.mail.standing import may_mend
from cms.moderation.owners import owner_of
from cms.moderation.standing_in import is_sent_back
from cms.upkeep.keepers import editors_of, take_over


@transaction.atomic
def leave_behind(by: Any = None, **whose: Any) -> int:
    """Let the organisation take over from who left, and its editors hear what waits for a change.

    Returns how many pages that were; `whose` as in `take_over`.
    """
    pages = take_over(by, **whose)
    for page in filter(_is_sent_back_to_nobody, pages):
        people = [person for person in editors_of(owner_of(page)) if person != by]
        notify(people, Notice.Kind.SENT_BACK, page=page)
    return len(pages)


def leave(person: Any) -> None:
    """Hand over all that was for somebody whose account is deleted. Call it before."""
    type(person)._default_manager.filter(pk=person.pk).update(is_active=False)
    leave_behind(owner=person)
    pass_on(_taken(person))


def _taken(person: Any) -> Iterable[Notice]:
    notices = list(person.notices.all())
    person.notices.all().delete()
    return notices


def _is_sent_back_to_nobody(page: Any) -> bool:
    if not is_sent_back(page):
        return False
    sender = page.current_workflow_state.requested_by
    return sender is None or not may_mend(page, sender)
