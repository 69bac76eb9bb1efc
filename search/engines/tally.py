"""Hits and facet counts in one pass over the documents that match text and reader."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.facets import FACETS, POSITION


@dataclass(frozen=True, slots=True)
class Tally:
    """Positions of the hits in the order given, and counts by facet and value."""

    hits: Sequence[int]
    counts: Mapping[str, Mapping[str, int]]


def tally(packed: Sequence[str], filters: Mapping[str, tuple[str, ...]]) -> Tally:
    """Count lines of `search.facets.pack`: OR within a facet, AND among facets.

    Counts of a facet ignore its own choice. So a document that fails exactly one chosen facet
    counts for that facet only, and a document that fails none counts for all.
    """
    chosen = {POSITION[name]: frozenset(values) for name, values in filters.items() if values}
    if not packed:
        return Tally((), {facet.name: {} for facet in FACETS})
    columns = list(zip(*[line.split("|") for line in packed], strict=True))
    failed = {place: _failing(columns[place], values) for place, values in chosen.items()}
    failures = [sum(row) for row in zip(*failed.values(), strict=True)] if failed else []
    hits: Sequence[int] = (
        [number for number, count in enumerate(failures) if not count]
        if failures
        else range(len(packed))
    )
    counts = {}
    for place, facet in enumerate(FACETS):
        counted = hits
        if place in failed:
            own = failed[place]
            counted = [n for n, count in enumerate(failures) if count == own[n]]
        counts[facet.name] = _count(columns[place], counted)
    return Tally(hits, counts)


def _failing(column: Sequence[str], values: frozenset[str]) -> list[bool]:
    verdict = {cell: values.isdisjoint(cell.split(",")) for cell in set(column)}
    return [verdict[cell] for cell in column]


def _count(column: Sequence[str], places: Sequence[int]) -> dict[str, int]:
    everything = len(places) == len(column)
    chosen = column if everything else [column[place] for place in places]
    cells = Counter(chosen)
    if len(cells) * 4 > len(chosen):  # hardly any two alike: counting single values is quicker
        counts = Counter(",".join(chosen).split(","))
        counts.pop("", None)
        return counts
    sums: dict[str, int] = {}
    for cell, number in cells.items():
        for value in cell.split(",") if cell else ():
            sums[value] = sums.get(value, 0) + number
    return sums
