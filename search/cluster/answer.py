"""Reads the cluster's answer; anything less than a whole answer is none."""

import logging
from collections.abc import Mapping
from typing import Any

from search.cluster import counts
from search.cluster.question import ALL_WORDS, ranks, window
from search.contract import Match, SearchQuery
from search.engines import ranking
from search.engines.rows import Row
from search.query import FEW
from search.readings import Reading

log = logging.getLogger(__name__)


class Unanswered(Exception):
    """The cluster gave no answer, or a part of one: wrong counts are worse than none.

    `is_of_the_question` says that the cluster is well and refuses this question alone.
    """

    def __init__(self, reason: str, *, is_of_the_question: bool = False) -> None:
        super().__init__(reason)
        self.is_of_the_question = is_of_the_question


def read(response: Mapping[str, Any], query: SearchQuery, reading: Reading) -> Match:
    """Return what was found. Raises Unanswered for an answer in part, or that is not one."""
    try:
        if not is_whole(response):
            raise Unanswered("the answer came in part")
        return _read(response, query, reading)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        log.exception("The cluster says what we cannot read")  # it may be a fault of ours
        raise Unanswered(f"not an answer to what was asked: {error!r}") from error


def is_whole(response: Mapping[str, Any]) -> bool:
    """Tell whether all pieces of one index answered, in time. Raises what _read does."""
    pieces = response["_shards"]
    indices = {hit["_index"] for hit in response["hits"]["hits"]}
    all_pieces = pieces["successful"] == pieces["total"] > 0 == pieces["failed"]
    return all_pieces and len(indices) <= 1 and not response["timed_out"]


def _read(response: Mapping[str, Any], query: SearchQuery, reading: Reading) -> Match:
    modes = response["aggregations"]
    found, is_loose = modes.get("found") or _unfiltered(response), "all" in modes
    every = modes["all"] if is_loose else found
    mode = every if every["doc_count"] >= FEW else found
    total = mode["hits"]["doc_count"]
    first, _last = window(query, reading)
    hits = response["hits"]["hits"]
    if first == 0 and is_loose and not ranks(query, reading):
        hits.sort(key=_newest, reverse=True)
    rows = [_row(hit) for hit in hits]
    if first == 0 and ranks(query, reading):
        rows = ranking.reordered(rows[:total], None)
    page = rows[query.start - first :][: min(query.page_size, max(0, total - query.start))]
    return Match(
        page_ids=tuple(row.page_id for row in page),
        scores=tuple(0.0 - row.rank for row in page),
        total=total,
        found=mode["doc_count"],
        complete=every["doc_count"],
        counts=_counts(mode, query),
    )


def _unfiltered(response: Mapping[str, Any]) -> dict[str, Any]:
    """Return the counts of a question without filters as those of one with filters."""
    total = response["hits"]["total"]["value"]
    return {"doc_count": total, "hits": {"doc_count": total, **response["aggregations"]}}


def _counts(mode: Mapping[str, Any], query: SearchQuery) -> dict[str, dict[str, int]]:
    """Return the counts of the hits, and of each facet with a choice without that choice."""
    try:
        counted = _counted(mode["hits"])
        for name in (name for name, values in query.filters.items() if values):
            counted[name] = _counted(mode[f"besides_{name}"])[name]
    except counts.Miscounted as error:
        raise Unanswered(str(error)) from error
    return counted


def _counted(bucket: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    return counts.read(bucket["values"], bucket["doc_count"])


def _row(hit: Mapping[str, Any]) -> Row:
    """Return a hit as the embedded engine would: a lower rank is a better match.

    Asked for some of the words, the cluster puts what has all of them first.
    """
    score = hit["_score"] or 0.0
    has_all = score >= ALL_WORDS
    links = " ".join(map(str, hit.get("fields", {}).get("links", ())))
    rank = ALL_WORDS - score if has_all else -score
    return Row(hit["sort"][-1], rank, int(has_all), "", links)


def _newest(hit: Mapping[str, Any]) -> tuple[int, int]:
    """All words or some: by date they are one list."""
    _score, published_on, page_id = hit["sort"]
    return published_on, page_id
