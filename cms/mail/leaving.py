"""What follows for the mail when somebody leaves: others hear what is now theirs to do."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from cms.mail.models import Notice
from cms.mail.notices import notify, pass_on
from cms.mail.standing import let_go_of_what_came_back, who_mends
from cms.moderation.standing_in import is_sent_back
from cms.upkeep.keepers import take_over


@transaction.atomic
def leave_behind(by: Any = None, person: Any = None) -> int:
    """Let the organisation take over from who left, and those hear it who mend what came back.

    Returns how many pages that were; of all who left, or of one person.
    """
    pages = take_over(by, **({"owner": person} if person else {}))
    sent_back = {page.pk: page for page in filter(_is_sent_back_to_nobody, pages)}
    sent_back |= let_go_of_what_came_back(**({"requested_by": person} if person else {}))
    for page in sent_back.values():
        people = [each for each in who_mends(page) if each != by]
        notify(people, Notice.Kind.SENT_BACK, page=page)
    return len(pages)


def leave(person: Any) -> None:
    """Hand over all that was for somebody whose account is deleted. Call it before."""
    type(person)._default_manager.filter(pk=person.pk).update(is_active=False)
    leave_behind(person=person)
    pass_on(_taken(person))


def _taken(person: Any) -> Iterable[Notice]:
    notices = list(person.notices.all())
    person.notices.all().delete()
    return notices


def _is_sent_back_to_nobody(page: Any) -> bool:
    return is_sent_back(page) and page.current_workflow_state.requested_by is None
