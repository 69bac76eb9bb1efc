"""Where personal data stands in the texts of a draft, or a file that nobody read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from cms.moderation.draft_texts import IN_FILE, Text, place_in_words
from cms.moderation.senders import sender_of
from cms.privacy import find

# Beside the kinds of personal data: nobody knows what is in there, or not yet; or whether it names
# the town that readers may not know.
UNREADABLE, LATE, TOWN = "unreadable", "late", "town"
AROUND = 80  # characters shown on each side of a finding


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A finding where it stands, with the text around it. Only for the eyes of who may edit it."""

    place: str
    path: str
    before: str
    value: str
    after: str

    @property
    def anchor(self) -> str:
        """The place in the form of the editor."""
        return "id_" + self.path.removesuffix(IN_FILE).replace(".", "-")


Place = tuple[Text, tuple[str, ...], Excerpt]  # in the middle: field, kind, hashes of both


def places_in(page: Any, texts: Iterable[Text]) -> Iterator[Place]:
    """Give every place in these texts of a page."""
    people, town = sender_of(page), getattr(page, "unnamed_municipality", None)
    for text in texts:
        if text.unreadable:
            kind, value = unread_kind(text, town)
            file = keyed_hash(page, value)
            place = place_in_words(type(page), text.path)
            excerpt = Excerpt(place, text.path, "", text.words, "")
            yield text, (text.field, kind, file, file), excerpt
            continue
        findings = find(text.words, people)
        if not findings:
            continue
        text_hash, place = keyed_hash(page, text.words), place_in_words(type(page), text.path)
        for each in findings:
            value = text.words[each.start : each.end]
            key = (text.field, each.kind.value, keyed_hash(page, value), text_hash)
            before = text.words[max(0, each.start - AROUND) : each.start]
            after = text.words[each.end : each.end + AROUND]
            yield text, key, Excerpt(place, text.path, before, value, after)


def unread_kind(text: Text, town: Any) -> tuple[str, str]:
    """Return the kind of finding that a file is, and of what a signature holds."""
    if town is not None:
        return TOWN, f"{text.unreadable} {town.pk}"
    return LATE if text.is_late else UNREADABLE, text.unreadable


def keyed_hash(page: Any, text: str) -> str:
    """Return what is kept in place of a text."""
    return salted_hmac(f"cms.privacy.{page.pk}", text, algorithm="sha256").hexdigest()
