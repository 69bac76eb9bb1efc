"""The k-check: a case that does not name its town shows only facts that five towns share.

Pure functions over rows of the municipality table; no database, no Django.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

K = 5

SEPARATOR = "|"  # between packed facts; no slug holds it

# Of what costs the same, the first is given up: what helps a reader most goes last.
FACT_NAMES = ("provinces", "riec_regions", "size_classes")


class MunicipalityFacts(NamedTuple):
    """What the table knows of one municipality: slugs of its size class, RIEC region, province."""

    size_class: str
    riec_region: str
    province: str

    @classmethod
    def unpack(cls, packed: str) -> "MunicipalityFacts":
        """Read what `MunicipalityQuerySet.with_packed_facts` put in one column."""
        return cls(*packed.split(SEPARATOR))


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts shown of one place: slugs by vocabulary; several in one set mean "one of these".

    An empty set shows nothing. `known_region` is the region that the publisher's name gives away:
    it is shown whatever the author chooses, so it counts but cannot be dropped. `case` holds the
    facts of the case that a lesson comes from: who reads both knows both. `named_until` is the last
    day, as ISO, on which the town may be named; until then there is nothing to hide.
    """

    size_classes: frozenset[str] = frozenset()
    riec_regions: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    known_region: str = ""
    case: "Facts | None" = None
    named_until: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Facts":
        """Read what `to_json` wrote."""
        sets = {name: frozenset(data.get(name, ())) for name in FACT_NAMES}
        case = data.get("case")
        return cls(
            **sets,
            known_region=data.get("known_region", ""),
            case=cls.from_json(case) if case else None,
            named_until=data.get("named_until", ""),
        )

    def to_json(self) -> dict[str, Any]:
        """Return lists and strings, sorted, for a JSON field."""
        sets: dict[str, Any] = {name: sorted(getattr(self, name)) for name in FACT_NAMES}
        case = {"case": self.case.to_json()} if self.case else {}
        named = {"named_until": self.named_until} if self.named_until else {}
        return {**sets, "known_region": self.known_region, **case, **named}

    def hides_town(self, today: date) -> bool:
        """Tell whether nobody may recognise the town on this day."""
        return self.named_until < today.isoformat()

    def without(self, names: Iterable[str]) -> "Facts":
        """Leave out the facts of these names."""
        nothing: dict[str, Any] = {name: frozenset() for name in names}
        return replace(self, **nothing)

    def within(self, other: "Facts") -> "Facts":
        """Leave out what says more of the place than the other facts say."""
        more = []
        for name in FACT_NAMES:
            mine, theirs = getattr(self, name), getattr(other, name)
            if not theirs or not theirs <= mine:
                more.append(name)
        return self.without(more)

    def fit(self, row: MunicipalityFacts) -> bool:
        """Tell whether a municipality could be the one described."""
        return (
            (not self.size_classes or row.size_class in self.size_classes)
            and (not self.riec_regions or row.riec_region in self.riec_regions)
            and (not self.provinces or row.province in self.provinces)
        )


def matching(facts: Facts, rows: Iterable[MunicipalityFacts]) -> int:
    """Count the municipalities that fit all facts shown.

    Readers look in the publisher's own region first. If nothing fits there, its name says nothing:
    a RIEC may write about other regions.
    """
    facts = facts.case or facts
    fitting = [row for row in rows if facts.fit(row)]
    at_home = [row for row in fitting if row.riec_region == facts.known_region]
    return len(at_home or fitting)


def coarsen(facts: Facts, rows: Iterable[MunicipalityFacts]) -> Facts:
    """Give up as few facts as needed until at least five municipalities fit; if none do, all.

    A lesson gives up whatever its case does not show. Each of several lessons from one case could
    add a fact that is harmless by itself; together they would name the town.
    """
    rows = list(rows)
    if facts.case:
        return facts.within(coarsen(facts.case, rows))
    if matching(facts, rows) >= K:
        return facts
    return facts.without(_least_given_up(facts, rows))


def withheld(facts: Facts, rows: Iterable[MunicipalityFacts]) -> frozenset[str]:
    """Return the names of the facts that may not be shown, because they give away the town."""
    safe = coarsen(facts, rows)
    return frozenset(name for name in FACT_NAMES if getattr(safe, name) != getattr(facts, name))


def kept_back(
    identifying: Mapping[str, Any] | None, rows: Iterable[MunicipalityFacts], today: date
) -> frozenset[str]:
    """Return the same of what `to_json` kept of an item, on a day; nothing if it hides no town."""
    facts = None if identifying is None else Facts.from_json(identifying)
    return withheld(facts, rows) if facts and facts.hides_town(today) else frozenset()


def cost(names: Sequence[str], count: int, loss: int = 0) -> tuple[int, int, int, tuple[int, ...]]:
    """Return what a reader loses by touching these facts, so that `count` fit; less is better.

    Every fact that is touched costs most. Then the closest to five from above: the fewer
    municipalities fit, the more a reader still learns. Of equals, the smallest `loss`, where facts
    need not be left out.
    """
    return len(names), count, loss, tuple(map(FACT_NAMES.index, names))


def _least_given_up(facts: Facts, rows: list[MunicipalityFacts]) -> tuple[str, ...]:
    given = [name for name in FACT_NAMES if getattr(facts, name)]
    ways = (names for number in range(len(given)) for names in combinations(given, number + 1))
    found = []
    for names in ways:
        if (count := matching(facts.without(names), rows)) >= K:
            found.append((cost(names, count), names))
    return min(found)[1] if found else FACT_NAMES
