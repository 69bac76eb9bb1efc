"""The counts of all facets, taken in one pass over one field.

A field for each facet would make the cluster walk through the hits nine times.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from elasticsearch.dsl import A
from elasticsearch.dsl.aggs import Agg

from search.facets import FACETS

_EVERY = "every"  # a term of every document: an index made before this field counts none of it
_MOST = 10_000  # values; more than all our vocabularies hold together


class Miscounted(Exception):
    """The cluster did not count everything that it found."""


def terms(facets: Mapping[str, Iterable[str]]) -> list[str]:
    """Return what a document with these values holds in the field."""
    return [_EVERY, *(f"{name}:{value}" for name, values in facets.items() for value in values)]


def counting(only: str = "") -> Agg[Any]:
    """Return the aggregation that counts the values of every facet, or of one."""
    chosen = {"include": f"{only}:.*|{_EVERY}"} if only else {}
    return A("terms", field="facets", size=_MOST, **chosen)


def read(counted: Mapping[str, Any], total: int) -> dict[str, dict[str, int]]:
    """Return what was counted of so many documents, by facet.

    Raises Miscounted where it is not of all of them.
    """
    found = {bucket["key"]: bucket["doc_count"] for bucket in counted["buckets"]}
    if counted["sum_other_doc_count"] or found.pop(_EVERY, 0) != total:
        raise Miscounted("not everything was counted; is the index from before an upgrade?")
    counts: dict[str, dict[str, int]] = {facet.name: {} for facet in FACETS}
    for term, count in found.items():
        name, value = term.split(":", 1)
        if name in counts:
            counts[name][value] = count
    return counts
