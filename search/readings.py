"""The ways to understand what somebody typed.

How the words are understood depends on what they find for this reader before any filter: so a
filter never changes it, and every count stays the number of hits behind it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from search import places, spelling
from search.contract import Match
from search.places import Mention, Place
from search.query import Asked, parse


@dataclass(frozen=True, slots=True)
class Reading:
    """What to look for: words, a place, or nothing at all.

    `text` is what is searched: what was typed, or what was probably meant. With words, a place
    says what comes first; without, only what fits it is found.
    """

    text: str
    asked: Asked | None = None
    mention: Mention | None = None

    @property
    def place(self) -> Place | None:
        """The municipality that was named."""
        return None if self.mention is None else self.mention.place


def understand(
    text: str, known: Mapping[str, Place], match: Callable[[Reading], Match]
) -> tuple[Reading, Match]:
    """Return how the text is best understood, and what it finds.

    `known` are the places that the text may name (search/vocabulary.py). Words that no document
    has are put right only when no document has all words as they were typed.
    """
    mention = places.find(text, known)
    words = text if mention is None else mention.rest
    reading = Reading(text, parse(words), mention)
    found = match(reading)
    if found.complete or reading.asked is None:
        return reading, found
    meant = spelling.correction(words)
    if meant is None:
        return reading, found
    said = meant if mention is None else f"{meant} {mention.place.name}"
    corrected = Reading(" ".join(said.split()), parse(meant), mention)
    better = match(corrected)
    return (corrected, better) if better.found else (reading, found)
