"""The ways to understand what somebody typed.

How the words are understood depends on what they find for this reader before any filter: so a
filter never changes it, and every count stays the number of hits behind it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from search import places, spelling
from search.contract import Match
from search.places import Mention, Place
from search.query import Asked, asks_something, parse
from search.synonyms import Synonyms


@dataclass(frozen=True, slots=True)
class Reading:
    """What to look for: words, a place, or nothing at all.

    `text` is what is searched: what was typed, or what was probably meant. With words, a place
    says what comes first; without, only what fits it is found. `leaves_out` says that the words
    beside a place found nothing.
    """

    text: str
    asked: Asked | None = None
    mention: Mention | None = None
    leaves_out: bool = False

    @property
    def place(self) -> Place | None:
        """The municipality that was named."""
        return None if self.mention is None else self.mention.place


def understand(
    text: str,
    known: Mapping[str, Place],
    match: Callable[[Reading], Match],
    synonyms: Synonyms | None = None,
) -> tuple[Reading, Match]:
    """Return how the text is best understood, and what it finds.

    `known` are the places that the text may name, and `synonyms` what means the same, the reviewed
    file alone if not given (search/vocabulary.py has both). Words that no document
    has are put right only when no document has all words as they were typed.
    """
    mention = places.find(text, known)
    if mention is None:
        return _in_words(text, Reading(text, parse(text, synonyms)), match, synonyms)
    place_alone = Reading(text, mention=mention)
    if not asks_something(mention.rest):
        return place_alone, match(place_alone)
    reading = Reading(text, parse(mention.rest, synonyms), mention)
    reading, found = _in_words(mention.rest, reading, match, synonyms)
    if found.found:
        return reading, found
    return replace(place_alone, leaves_out=True), match(place_alone)


def _in_words(
    words: str,
    reading: Reading,
    match: Callable[[Reading], Match],
    synonyms: Synonyms | None,
) -> tuple[Reading, Match]:
    """Take the words as typed; as they were probably meant if no document has all of them."""
    found = match(reading)
    if found.complete or reading.asked is None:
        return reading, found
    meant = spelling.correction(words, synonyms)
    if meant is None:
        return reading, found
    said = meant if reading.place is None else f"{meant} {reading.place.name}"
    corrected = replace(reading, text=" ".join(said.split()), asked=parse(meant, synonyms))
    better = match(corrected)
    return (corrected, better) if better.found else (reading, found)
