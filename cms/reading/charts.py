"""Numbers as pictures: bars, tiles of a map and entrances, each mark a link to what it counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.http import urlencode

from cms.reading.counts import Tally

# Vocabularies with the URL parameter of the search that filters by them.
PARAMETERS = {
    "topic": "onderwerp",
    "role": "rol",
    "phase": "fase",
    "size": "grootte",
    "region": "regio",
    "province": "provincie",
    "kind": "soort",
}
DARKEST = 5  # steps of a tile map: 0 is nothing, 5 the place with most items, if it has as many


@dataclass(frozen=True, slots=True)
class Mark:
    """A term with its number; `query` is the search that finds so many, empty when there are none.

    `percent` is its part of the largest number, `step` how dark its tile is.
    """

    slug: str
    name: str
    count: int
    percent: int
    step: int
    query: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Marks of one vocabulary, in its order."""

    vocabulary: str
    marks: tuple[Mark, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not any(mark.count for mark in self.marks)

    @property
    def ways(self) -> tuple[Mark, ...]:
        """The marks that lead somewhere."""
        return tuple(mark for mark in self.marks if mark.query)


def chart(vocabulary: str, tallies: Iterable[Tally], **narrowed: str) -> Chart:
    """Return a chart of tallies; `narrowed` are the other filters of what was counted."""
    found = list(tallies)
    most = max((tally.count for tally in found), default=0) or 1
    marks = (
        Mark(
            slug=tally.slug,
            name=tally.name,
            count=tally.count,
            percent=round(100 * tally.count / most),
            step=-(-DARKEST * tally.count // max(most, DARKEST)),
            query=urlencode({**narrowed, PARAMETERS[vocabulary]: tally.slug}) * bool(tally.count),
        )
        for tally in found
    )
    return Chart(vocabulary, tuple(marks))
