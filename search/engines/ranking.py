"""What moves a match up besides its words: the place that was named, and what it belongs with.

A case, the lesson from it and the playbook that changed are linked; where one of them answers the
question, the others do too. Only documents that this reader may read are ever looked at.
"""

from collections import defaultdict
from collections.abc import Sequence

from search.engines.rows import Row
from search.places import Place

NEARNESS = 0.3  # how much more a match weighs for each point of closeness to the place
KINSHIP = 0.6  # how much of the best linked match is added
WINDOW = 100  # matches that are put in another order; who pages further has seen enough


def reordered(rows: Sequence[Row], place: Place | None) -> list[Row]:
    """Return the matches, best first. A lower rank is a better match."""
    rows = list(rows)
    if place is not None:
        rows = [row._replace(rank=_nearer(row, place)) for row in rows]
        rows.sort(key=_rank)
    first = rows[:WINDOW]
    kin = _kin(first)
    rank = {row.page_id: row.rank for row in first}
    lifted = [
        row._replace(
            rank=row.rank + KINSHIP * min((rank[other] for other in kin[row.page_id]), default=0)
        )
        for row in first
    ]
    return [*sorted(lifted, key=_rank), *rows[WINDOW:]]


def _nearer(row: Row, place: Place) -> float:
    """Without words every rank is zero: then closeness alone decides."""
    closeness = place.closeness(row.facets)
    return row.rank * (1 + NEARNESS * closeness) if row.matched else -closeness


def _kin(rows: Sequence[Row]) -> dict[int, set[int]]:
    """Return, for each match, the matches that it is linked with, whichever names the other."""
    here = {row.page_id for row in rows}
    kin: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        for other in here.intersection(map(int, row.links.split())):
            kin[row.page_id].add(other)
            kin[other].add(row.page_id)
    return kin


def _rank(row: Row) -> tuple[float, int]:
    return row.rank, -row.page_id
