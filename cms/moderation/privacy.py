"""What the privacy check still finds in a draft, compared with what was found before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.moderation.draft_texts import IN_FILE, Text, texts_of
from cms.moderation.excerpts import (
    LATE,
    TOWN,
    UNREADABLE,
    Excerpt,
    Place,
    keyed_hash,
    places_in,
    unread_kind,
)
from cms.moderation.findings import PrivacyFinding
from cms.moderation.in_sight import InSight
from cms.privacy import Kind
from cms.privacy.labels import LABELS


@dataclass(slots=True)
class Found:
    """A finding in a draft: what is kept of it, and every place where it stands."""

    finding: PrivacyFinding
    excerpts: list[Excerpt] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of personal data in words."""
        if self.finding.kind == UNREADABLE:
            return _("file that cannot be read: look yourself")
        if self.finding.kind == LATE:
            return _(
                "file that there was no time to read: check again in a minute, make it smaller, or "
                "look yourself"
            )
        if self.finding.kind == TOWN:
            return _(
                "file that was not read: an editor looks what is in it, and whether it names the "
                "municipality, which may not be named here"
            )
        return str(LABELS[Kind(self.finding.kind)])

    @property
    def fix(self) -> str:
        """What to do instead, where there is more than to leave it out; else empty."""
        is_number = self.finding.kind == Kind.PHONE
        text = _("A phone number stands in a contact only: take it out here and choose a contact.")
        return text if is_number else ""

    @property
    def place(self) -> str:
        """Where it stands first, as the form names it."""
        return self.excerpts[0].place


def open_findings(page: Any) -> list[str]:
    """Say what must be solved or signed before somebody else reads the draft; never the value."""
    found = [each for each in check(page) if each.finding.is_open]
    return list(dict.fromkeys(f"{each.place}: {each.kind}" for each in found))


def count_open(page: Any) -> int:
    """Count what must be solved or signed; keeps nothing.

    Files are not read for it: what the last check found in them counts.
    """
    texts = texts_of(page, files=False)
    found, left = _compare(page, places_in(page, texts), InSight(page))
    in_files = [finding for finding in left if finding.path.endswith(IN_FILE)]
    return sum(finding.is_open for finding in [*(each.finding for each in found), *in_files])


def check(page: Any) -> list[Found]:
    """Find everything in this draft, in memory, and keep what is new, gone or changed."""
    return _keep(page, list(places_in(page, texts_of(page))))  # reading files locks nothing


def is_signed(page: Any, text: Text, town: Any) -> bool:
    """Tell whether an editor signed that a file of this page, which was not read, names no town."""
    kind, value = unread_kind(text, town)
    signed = PrivacyFinding.objects.filter(
        page=page.pk, kind=kind, value_hash=keyed_hash(page, value)
    )
    return signed.filter(state=PrivacyFinding.State.SIGNED).exists()


def open_in(page: Any, texts: Iterable[Text]) -> list[Found]:
    """Find what somebody must still solve or sign in texts that are not saved; keeps nothing."""
    found, _left = _compare(page, places_in(page, texts), InSight(page))
    return [each for each in found if each.finding.is_open]


def take_turns(page: Any) -> None:
    """Let one transaction at a time keep what was found: two would both keep what is new.

    A check would also write over what somebody signed since it read the findings.
    """
    list(Page.objects.select_for_update().filter(pk=page.pk).values_list("pk"))


@transaction.atomic
def _keep(page: Any, places: list[Place]) -> list[Found]:
    take_turns(page)
    # A signature under what readers see stays: the draft without it is not live yet.
    in_sight = InSight(page)
    found, left = _compare(page, places, in_sight)
    left = [each for each in left if not in_sight.holds(each)]
    # What was found in files, and signed there, is not gone because one of them was not read.
    unknown = {text.field for text, _key, _excerpt in places if text.is_late}
    gone = [each for each in left if each.kind in {LATE, TOWN} or each.field not in unknown]
    now = [each.finding for each in found]
    PrivacyFinding.objects.bulk_create([finding for finding in now if finding.pk is None])
    changed = [finding for finding in now if finding.pk is not None]
    if gone:
        writer = page.latest_revision.user if page.latest_revision else None
        for finding in gone:
            finding.decide(PrivacyFinding.State.SOLVED, by=writer)
    kept = ["path", "text_hash", "state", "decided_by", "decided_at", "reason"]
    PrivacyFinding.objects.bulk_update([*changed, *gone], kept)
    return found


def _compare(
    page: Any, places: Iterable[Place], in_sight: InSight
) -> tuple[list[Found], list[PrivacyFinding]]:
    """Return what stands in the draft, and what was kept but stands there no longer.

    A signature holds for the text as it was. The same value in a text that changed is the same
    finding, asked again; a new one where readers still see the text that was signed.
    """
    known = _Known(page, in_sight)
    found: dict[tuple[str, ...], Found] = {}
    for text, key, excerpt in places:
        each = found.get(key)
        if each is None:
            each = found[key] = Found(known.take_same(key) or _new(page, text, key))
        each.excerpts.append(excerpt)
    for key, each in found.items():
        if each.finding.pk is None:
            each.finding = known.take_changed(key) or each.finding
        each.finding.path = each.excerpts[0].path
    return list(found.values()), known.left()


class _Known:
    """What was kept of earlier checks and is not solved, to be matched with what is found now."""

    def __init__(self, page: Any, in_sight: InSight) -> None:
        self._in_sight = in_sight
        pending = PrivacyFinding.objects.pending().filter(page=page.pk)
        self._rows: dict[tuple[str, ...], list[PrivacyFinding]] = defaultdict(list)
        for row in pending.select_related("decided_by").order_by("pk"):
            self._rows[row.field, row.kind, row.value_hash, row.text_hash].append(row)

    def take_same(self, key: tuple[str, ...]) -> PrivacyFinding | None:
        rows = self._rows.get(key)
        return rows.pop(0) if rows else None

    def take_changed(self, key: tuple[str, ...]) -> PrivacyFinding | None:
        for other, rows in self._rows.items():
            if rows and other[:3] == key[:3] and not self._in_sight.holds(rows[0]):
                row = rows.pop(0)
                row.text_hash = key[3]
                row.ask_again()
                return row
        return None

    def left(self) -> list[PrivacyFinding]:
        return [row for rows in self._rows.values() for row in rows]


def _new(page: Any, text: Text, key: tuple[str, ...]) -> PrivacyFinding:
    _field, kind, value_hash, text_hash = key
    return PrivacyFinding(
        page_id=page.pk, path=text.path, kind=kind, value_hash=value_hash, text_hash=text_hash
    )
