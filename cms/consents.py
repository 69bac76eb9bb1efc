"""When the consent to name a municipality ends: what falls away, at once.

It only takes away, so it waits for nobody's approval. The name goes off the page, and what remains
of the place is what five towns share. Nobody can rewrite a text without a review, so an item whose
text itself names the town goes offline, and so does a lesson from that case. One that may name it
in a file that nobody read is hidden until somebody did.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Revision

from cms.models import (
    Approval,
    CaseStudyPage,
    CollectionEntry,
    CollectionPage,
    KnowledgePage,
    LessonPage,
)
from cms.naming import Said, naming, said_of
from cms.one_of_many import one_of_many
from cms.policies import organisations_acted_for_by

# Sent with `item` and `says`: what tells of the item and names the town may not be shown any more.
name_taken_off = Signal()


def limit_readers(item: KnowledgePage) -> None:
    """Let an item that may name its town be read no longer than the consent lasts.

    Where it ended, not at all: whatever made the text live again, and whoever approved it. A file
    that nobody read counts too, until it is read or an editor signs that it names no town.
    """
    case = _case_of(item)
    _limit(item, case, _said(item, case))


def same_consent(case: CaseStudyPage) -> Any:
    """Return this case with its copies and aliases: all rest on the same consent."""
    return CaseStudyPage.objects.filter(consent_key=case.consent_key)


def items_of(case: CaseStudyPage) -> Iterator[KnowledgePage]:
    """Give the case first: what its lessons may show follows from it."""
    yield case
    yield from LessonPage.objects.filter(linked_case=case)


def referring_to(case: CaseStudyPage) -> list[Any]:
    """Return live items and dossiers that refer to this case or its lessons and may name its town.

    They stay, since that may be for another reason: their editors have to look. Notes in a
    dossier are left out of this: those are cleared.
    """
    if case.municipality is None:
        return []
    own = [item for each in same_consent(case) for item in items_of(each)]
    references = [ReferenceIndex.get_references_to(item) for item in own]
    pages = {int(each.object_id) for found in references for each in found if _is_page(each)}
    pages -= {item.pk for item in own}
    town, says = case.municipality, naming(case.municipality)
    items = KnowledgePage.objects.live().filter(pk__in=pages).order_by("title").specific()
    dossiers = CollectionPage.objects.live().filter(pk__in=pages).order_by("title")
    return [
        *(item for item in items if said_of(item, town).may_name),
        *(each for each in dossiers if says(f"{each.title} {each.intro} {each.audience}")),
    ]


def _is_page(reference: ReferenceIndex) -> bool:
    """Tell whether it is a page that refers: in the index all kinds of pages are one."""
    return bool(reference.base_content_type.model_class() is Page)


@transaction.atomic
def withdraw(case: CaseStudyPage, by: Any, reason: str) -> None:
    """Take the name off this case and off its copies, on the word of who gave the consent."""
    same_consent(case).update(consent_withdrawn_on=timezone.localdate())
    for each in same_consent(case):
        log(each, "cms.consent_withdraw", user=by, data={"reason": reason})
        _take_name_off(each, by)


def end_due() -> None:
    """Take off the names whose consent ended; a second time it changes nothing.

    One that cannot be taken off stops no other, and is tried again at the next run.
    """
    today = timezone.localdate()
    named = Q(identifying__has_key="named_until") | Q(lessons__identifying__has_key="named_until")
    ended = CaseStudyPage.objects.filter(consent_until__lt=today, municipality__isnull=False)
    for case in ended.filter(named).distinct():
        with one_of_many("The name was not taken off", case), transaction.atomic():
            log(case, "cms.consent_end")
            _take_name_off(case)


def look_again() -> None:
    """Take offline what still names a town though its case is gone; show what names none any more.

    It is hidden already, and its files take time: after all that has its day.
    """
    for item in KnowledgePage.objects.past_reading().specific():
        with one_of_many("It was not looked at again", item):
            own = _case_of(item)
            said = _said(item, own)
            if said.names or own is None or own.municipality is None:
                with transaction.atomic():
                    log(item, "cms.consent_end")
                    UnpublishPageAction(item).execute(skip_permission_checks=True)
            else:
                _limit(item, own, said)


def hidden_items_of(user: Any) -> Any:
    """Return live items that nobody may read, as they may name a town, for who acts for them."""
    hidden = KnowledgePage.objects.past_reading().filter(alias_of=None)
    return hidden.filter(organisation__in=organisations_acted_for_by(user))


def clear_notes_left() -> None:
    """Clear notes that still name a town, or do again, whose consent ended at any time before."""
    ended = Q(consent_until__lt=timezone.localdate()) | Q(consent_withdrawn_on__isnull=False)
    for case in CaseStudyPage.objects.filter(ended, municipality__isnull=False):
        if case.municipality and case.named_municipality is None:
            with transaction.atomic():
                for item in items_of(case):
                    _clear_notes(item, naming(case.municipality), by=None)


def _take_name_off(case: CaseStudyPage, by: Any = None) -> None:
    for item in items_of(case):
        item.refresh_identifying()
        if case.municipality:
            _clear_notes(item, naming(case.municipality), by)
        if not item.live:
            continue
        said = _said(item, case)
        if said.names:
            # Whoever may end the consent may take away what rests on it.
            UnpublishPageAction(item, user=by).execute(skip_permission_checks=True)
        else:
            _limit(item, case, said)
            # Readers see less of the same version; whoever follows a page hears of it.
            item.save(clean=False, update_fields=["identifying"])


def _said(item: KnowledgePage, case: CaseStudyPage | None) -> Said:
    return said_of(item, case.municipality) if case and case.municipality else Said()


def _limit(item: KnowledgePage, case: CaseStudyPage | None, said: Said) -> None:
    until = None
    if case and said.may_name:
        yesterday = timezone.localdate() - timedelta(days=1)
        ended = min(item.readable_until or yesterday, yesterday)
        until = case.consent_until if case.named_municipality else ended
    if item.readable_until != until:
        item.readable_until = until
        KnowledgePage.objects.filter(pk=item.pk).update(readable_until=until)


def _clear_notes(item: KnowledgePage, says: Callable[[str], bool], by: Any) -> None:
    """Take away what dossiers and others say of an item where that names the town."""
    for entry in CollectionEntry.objects.filter(item=item).exclude(note=""):
        if says(entry.note):
            entry.note = ""
            entry.save(update_fields=["note"])
            log(entry.page, "cms.note_cleared", user=by, data={"item": item.pk})
    # A version that waits, for its day or for somebody, would bring the note back.
    waiting = Q(pk__in=CollectionPage.objects.values("latest_revision"))
    waiting |= Q(approved_go_live_at__isnull=False)
    kind = ContentType.objects.get_for_model(CollectionPage)
    for version in Revision.page_revisions.filter(waiting, content_type=kind):
        _clear_notes_in(version, item, says)
    name_taken_off.send(KnowledgePage, item=item, says=says, by=by)


def _clear_notes_in(version: Revision, item: KnowledgePage, says: Callable[[str], bool]) -> None:
    notes = [
        entry
        for entry in version.content.get("entries", [])
        if entry["item"] == item.pk and says(entry["note"])
    ]
    if not notes:
        return
    was_approved = Approval.objects.cover(version)
    for entry in notes:
        entry["note"] = ""
    Revision.objects.filter(pk=version.pk).update(content=version.content)
    if was_approved:  # it only says less
        approval = version.approval
        Approval.objects.give(version, by=approval.approved_by, reason=approval.reason)


def _case_of(item: KnowledgePage) -> CaseStudyPage | None:
    if isinstance(item, LessonPage):
        return item.linked_case
    return item if isinstance(item, CaseStudyPage) else None
