"""Facets as lists to tick: which values stand in sight, which under "show more"."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from search.contract import FacetBucket, FacetResult
from search.facets import BY_NAME, Facet
from search.params import Params

MOST_IN_SIGHT = 8  # a list this long is shown whole
FIRST_IN_SIGHT = 6  # of a longer one these are

Addresses = Callable[[Params], str]
Address = Callable[[], str]


@dataclass(frozen=True, slots=True)
class BucketView:
    """A value to tick; `address` gives where it is ticked, or no longer is, if somebody asks."""

    value: str
    label: str
    count: int
    selected: bool
    is_child: bool
    address: Address

    @property
    def url(self) -> str:
        """The address after a click on it."""
        return self.address()


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet with its values in sight, and the others."""

    name: str
    param: str
    label: str
    buckets: Sequence[BucketView]
    extra_buckets: Sequence[BucketView]


def facet_views(results: Iterable[FacetResult], params: Params, of: Addresses) -> list[FacetView]:
    """Return the facets that have something to choose."""
    views = []
    for result in results:
        facet = BY_NAME[result.name]
        rows = _tree(result.buckets) if facet.hierarchical else [[b] for b in result.buckets]
        if rows:
            in_sight, others = (
                [_view(facet, bucket, result, params, of) for row in part for bucket in row]
                for part in _split(rows)
            )
            views.append(FacetView(facet.name, facet.param, str(facet.label), in_sight, others))
    return views


def _tree(buckets: Sequence[FacetBucket]) -> list[list[FacetBucket]]:
    """Return each main value with the values under it, once something there is chosen.

    A main value counts as chosen while one below it is: it is the way back up.
    """
    known = {bucket.value for bucket in buckets}
    rows = []
    for bucket in buckets:
        if bucket.parent in known:
            continue
        children = [child for child in buckets if child.parent == bucket.value]
        is_open = bucket.selected or any(child.selected for child in children)
        rows.append([replace(bucket, selected=True), *children] if is_open else [bucket])
    return rows


def _split(
    rows: list[list[FacetBucket]],
) -> tuple[list[list[FacetBucket]], list[list[FacetBucket]]]:
    """Split a long list; what is chosen stays in sight."""
    if len(rows) <= MOST_IN_SIGHT:
        return rows, []
    chosen = [row for row in rows if any(bucket.selected for bucket in row)]
    others = [row for row in rows if row not in chosen]
    room = max(0, FIRST_IN_SIGHT - len(chosen))
    return [*chosen, *others[:room]], others[room:]


def _view(
    facet: Facet, bucket: FacetBucket, result: FacetResult, params: Params, of: Addresses
) -> BucketView:
    def address() -> str:
        chosen = params.filters.get(facet.name, ())
        return of(params.choosing(facet, _toggled(bucket, chosen, result.buckets)))

    return BucketView(
        bucket.value,
        bucket.label,
        bucket.count,
        bucket.selected,
        bucket.parent is not None,
        address,
    )


def _toggled(
    bucket: FacetBucket, chosen: Sequence[str], buckets: Sequence[FacetBucket]
) -> list[str]:
    """Return the values after a click: one below goes with its main value, or back up to it."""
    family = {other.value for other in buckets if other.parent == (bucket.parent or bucket.value)}
    if bucket.value not in chosen:
        dropped = {bucket.parent} if bucket.parent else family
        return [*(value for value in chosen if value not in dropped), bucket.value]
    after = [value for value in chosen if value != bucket.value]
    if bucket.parent and family.isdisjoint(after):
        after.append(bucket.parent)
    return after
