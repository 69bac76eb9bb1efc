"""What readers see of a page, or will on its day: what was signed of that stays signed."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from cms.moderation.draft_texts import IN_FILE, Text, documents_of, texts_of
from cms.moderation.excerpts import LATE, TOWN, UNREADABLE, keyed_hash, unread_kind
from cms.moderation.findings import PrivacyFinding

UNREAD = frozenset({UNREADABLE, LATE, TOWN})


class InSight:
    """Knows which findings stand in what is live or waits for its day, whatever the draft says.

    Reads no file. What was signed in one that can be read stands there while the draft lacks a
    file of that place; `with_draft`, while any is there.
    """

    def __init__(self, page: Any, *, with_draft: bool = False) -> None:
        self._page, self._with_draft = page, with_draft

    def holds(self, finding: PrivacyFinding) -> bool:
        """Tell whether readers rest on this signature."""
        if finding.state != PrivacyFinding.State.SIGNED:
            return False
        if finding.path.endswith(IN_FILE) and finding.kind not in UNREAD:
            return any(field == finding.field for field, _hash in self._files)
        return (finding.field, finding.text_hash) in self._hashes

    @cached_property
    def _versions(self) -> list[Any]:
        live = type(self._page)._base_manager.filter(pk=self._page.pk, live=True)
        waiting = self._page.revisions.filter(approved_go_live_at__isnull=False)
        draft = [self._page.get_latest_revision_as_object()] if self._with_draft else []
        return [*live, *(version.as_object() for version in waiting), *draft]

    @cached_property
    def _files(self) -> set[tuple[str, str]]:
        found = {file for version in self._versions for file in _files_in(version)}
        return found if self._with_draft else found - {*_files_in(self._page)}

    @cached_property
    def _hashes(self) -> set[tuple[str, str]]:
        return {
            (field, keyed_hash(self._page, signed))
            for version in self._versions
            for field, signed in _signed_of(version)
        }


def drop_signatures(page: Any) -> None:
    """Let go of what was signed in a text that stands nowhere any more: it went live without."""
    signed = PrivacyFinding.objects.filter(page=page.pk, state=PrivacyFinding.State.SIGNED)
    in_sight = InSight(page, with_draft=True)
    gone = [each for each in signed if not in_sight.holds(each)]
    for finding in gone:
        finding.decide(
            PrivacyFinding.State.SOLVED, by=page.live_revision and page.live_revision.user
        )
    if gone:
        PrivacyFinding.objects.bulk_update(gone, ["state", "decided_by", "decided_at", "reason"])


def _files_in(version: Any) -> Iterator[tuple[str, str]]:
    for path, document in documents_of(version):
        yield Text(path, "").field, document.file_hash or document.filename


def _signed_of(version: Any) -> Iterator[tuple[str, str]]:
    """Give each text, and each file as if nobody had read it, with its place."""
    for text in texts_of(version, files=False):
        yield text.field, text.words
    town = getattr(version, "unnamed_municipality", None)
    for field, file in _files_in(version):
        for of_town in {town, None}:
            yield field, unread_kind(Text("", "", unreadable=file), of_town)[1]
