"""The cheapest way to let five municipalities fit, as `cms.anonymity` says what costs most.

Pure functions, like `cms.anonymity`: over facts, rows of the municipality table and the sizes in
their order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from cms.anonymity import FACT_NAMES, Facts, K, MunicipalityFacts, cost, matching

COLUMNS = {"provinces": "province", "riec_regions": "riec_region", "size_classes": "size_class"}
# A province and a RIEC region say the same of a place, each in its own borders.
STANDS_FOR = {"provinces": "riec_regions", "riec_regions": "provinces"}


@dataclass(frozen=True, slots=True)
class Step:
    """One fact made coarser: `values` of the fact `instead` come in its place, or beside its own.

    Without values it is left out.
    """

    name: str
    instead: str = ""
    values: frozenset[str] = frozenset()

    @property
    def loss(self) -> int:
        """Nothing beside its own values, less with another fact in its place than left out."""
        if self.instead == self.name:
            return 0
        return 1 if self.values else 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """Facts that are coarse enough, what must change for it, and how many municipalities fit."""

    facts: Facts
    steps: tuple[Step, ...]
    count: int

    @property
    def cost(self) -> tuple[Any, ...]:
        """What is lost; less is better."""
        loss = sum(step.loss for step in self.steps)
        return cost([step.name for step in self.steps], self.count, loss)


def cheapest(
    facts: Facts, rows: Iterable[MunicipalityFacts], sizes: Sequence[str]
) -> Proposal | None:
    """Return the proposal that costs least; None if the facts are coarse enough, or never are."""
    rows, facts = list(rows), facts.case or facts
    if matching(facts, rows) >= K:
        return None
    given = [name for name in FACT_NAMES if getattr(facts, name)]
    ways = [(None, *_ways(facts, name, rows, sizes)) for name in given]
    found = []
    for chosen in product(*ways):
        steps = tuple(step for step in chosen if step is not None)
        coarser = _apply(facts, steps)
        if (count := matching(coarser, rows)) >= K:
            found.append(Proposal(coarser, steps, count))
    return min(found, key=lambda proposal: proposal.cost, default=None)


def _ways(
    facts: Facts, name: str, rows: list[MunicipalityFacts], sizes: Sequence[str]
) -> Iterator[Step]:
    values: frozenset[str] = getattr(facts, name)
    if name == "size_classes":
        yield from (Step(name, name, frozenset({size})) for size in _beside(values, sizes))
    elif not getattr(facts, STANDS_FOR[name]):
        other = STANDS_FOR[name]
        here = [row for row in rows if getattr(row, COLUMNS[name]) in values]
        covered = frozenset(getattr(row, COLUMNS[other]) for row in here)
        if covered:
            yield Step(name, other, covered)
    yield Step(name)


def _beside(values: frozenset[str], sizes: Sequence[str]) -> list[str]:
    known = [number for number, size in enumerate(sizes) if size in values]
    numbers = {number + side for number in known for side in (-1, 1)} - set(known)
    return [sizes[number] for number in sorted(numbers) if 0 <= number < len(sizes)]


def _apply(facts: Facts, steps: Iterable[Step]) -> Facts:
    changed: dict[str, Any] = {}
    for step in steps:
        if step.instead != step.name:
            changed[step.name] = frozenset()
        if step.values:
            changed[step.instead] = getattr(facts, step.instead) | step.values
    return replace(facts, **changed)
