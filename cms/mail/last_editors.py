"""Where the last free editor of an organisation goes, who stands in hears what waits there."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction
from wagtail.models import TaskState

from cms.mail.models import Notice
from cms.mail.notices import notify
from cms.models import Contact, Contribution
from cms.moderation.editors import Editors
from cms.moderation.owners import owners_of_each
from cms.moderation.reviewers import people_with
from cms.moderation.writers import writers_of_contacts, writers_of_each

Waiting = tuple[str, dict[str, Any], int, frozenset[int]]  # kind, what, whose, written by whom


@transaction.atomic
def hand_on_what_waits(leavers: Collection[int], left: Collection[int] | None = None) -> None:
    """Tell whoever acts when these people are gone, and did not before. Call it before they go.

    They leave the organisations `left`, or have no account any more.
    """
    now, gone = Editors.read(), frozenset(leavers)
    organisations = {
        pk: own - gone
        for pk, own in now.by_organisation.items()
        if own & gone and (left is None or pk in left)
    }
    of_the_vng = now.of_the_vng - gone if left is None else now.of_the_vng
    then = Editors({**now.by_organisation, **organisations}, of_the_vng)
    for kind, what, owner, writers in _waiting(organisations) if organisations else ():
        new = then.acting_for(owner, writers) - now.acting_for(owner, writers) - writers
        if new:
            _tell(new, kind, what)


def _waiting(organisations: Collection[int]) -> Iterator[Waiting]:
    """Go through what waits for the editors of these."""
    drafts = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__organisationreviewtask__isnull=False
    )
    owners = owners_of_each(map(int, drafts.values_list("workflow_state__object_id", flat=True)))
    pages = {pk: owner for pk, owner in owners.items() if owner in organisations}
    writers = writers_of_each(pages)
    for pk, owner in pages.items():
        yield Notice.Kind.WAITS, {"page_id": pk}, owner, writers[pk]
    waiting = Contact.objects.filter(has_unpublished_changes=True, owner__in=organisations)
    changed = dict(waiting.values_list("pk", "owner"))
    writers = writers_of_contacts(changed)
    for pk, owner in changed.items():
        yield Notice.Kind.CONFIRM, {"contact_id": pk}, owner, writers[pk]
    lessons: Any = Contribution.objects.unanswered().filter(organisation__in=organisations)
    for each in lessons:
        has_messages = each.last_is_from_editors is not None
        if each.page_id not in pages or has_messages:  # else the draft tells of it
            what = {"contribution_id": each.pk}
            yield Notice.Kind.NEWS, what, each.organisation_id, frozenset()


def _tell(people: frozenset[int], kind: str, what: dict[str, Any]) -> None:
    """Tell them once; what others did not hear yet is not passed on once more."""
    waiting = Notice.objects.filter(kind=kind, **what)
    waiting.exclude(user__in=people).delete()
    know = set(waiting.values_list("user", flat=True))
    notify(people_with(people - know), kind, **what)
