"""Writes documents to indices, each with its version: order and repetition do not matter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from search.analysis.dutch import GAP, index_terms
from search.cluster import client, counts
from search.cluster.bulk import Keep, Refresh, parcel, send
from search.facets import unpack
from search.models import DocumentAccess, SearchDocument

_STALE = 409  # a later version is there already
_BUSY = frozenset({408, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as an index takes it."""

    page_id: int
    version: int
    source: Mapping[str, Any]


class _Row(NamedTuple):
    """Columns of a document and of its text, which are None where there is no text."""

    page_id: int
    version: int
    is_live: bool
    content_hash: str
    facets: str
    links: str
    published_on: date | None
    title: str
    summary: str
    keywords: str
    body: str


# Plain columns: a rebuild reads every document and needs no objects of them.
_ROW = (
    *("page_id", "version", "is_live", "content_hash", "facets", "links", "published_on"),
    *("text__title", "text__summary", "text__keywords", "text__body"),
)


@dataclass(slots=True)
class Outcome:
    """Items that the cluster did not take, with its reason: it had no time, or it never will."""

    busy: dict[int, str] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)  # indices that are gone
    # Versions that an index holds, later than what was written: as good as written where the
    # database has them too (search/cluster/ahead.py).
    ahead: dict[int, int] = field(default_factory=dict)


def writing_name(index: str) -> str:
    """Return the alias through which an index is written to, so that none is made by accident."""
    return f"{index}-writing"


def is_made(index: str) -> bool:
    """Tell whether the cluster has this index of ours."""
    return bool(client.writing().indices.exists(index=writing_name(index)))


def prepare(page_ids: Sequence[int]) -> Iterator[Prepared]:
    """Read documents of the projection. One whose parts change meanwhile is left out.

    Row and text come in one statement: what is read after it is as new or newer, and a newer one
    is written again.
    """
    access: dict[int, list[str]] = {}
    documents = SearchDocument.objects.filter(pk__in=page_ids).order_by("pk")
    rows = list(documents.values_list(*_ROW))
    for page_id, token in DocumentAccess.objects.filter(document__in=page_ids).values_list(
        "document_id", "token"
    ):
        access.setdefault(page_id, []).append(token)
    for row in map(_Row._make, rows):
        if not row.is_live:
            yield Prepared(row.page_id, row.version, _tombstone(row))
        elif row.title is not None:
            tokens = sorted(access.get(row.page_id, ()))
            yield Prepared(row.page_id, row.version, _source(row, tokens))


def write(
    prepared: Iterable[Prepared],
    indices: Iterable[str],
    *,
    refresh: Refresh = "false",
    keep: Keep = lambda: None,
) -> Outcome:
    """Write documents to every index. Raises TransportError if nobody answers.

    Much is sent in pieces, and `keep` is called in between.
    """
    names = [writing_name(index) for index in indices]
    outcome = Outcome()
    if names:
        parcels = (parcel(each.page_id, _actions(each, names), each.source) for each in prepared)
        for item in send(parcels, refresh=refresh, keep=keep):
            _note(item["index"], outcome)
        _note_versions(outcome, names)
    return outcome


def _actions(document: Prepared, names: Iterable[str]) -> Iterator[dict[str, Any]]:
    for name in names:
        yield {
            "index": {
                "_index": name,
                "_id": str(document.page_id),
                "version": document.version,
                "version_type": "external_gte",
            }
        }


def _note(item: Mapping[str, Any], outcome: Outcome) -> None:
    page_id, status = int(item["_id"]), item["status"]
    if status < 300:  # noqa: PLR2004 - HTTP's own bounds
        return
    if status == _STALE:
        outcome.ahead[page_id] = 0
        return
    error = item.get("error", {})
    reason = f"{error.get('type')}: {error.get('reason')}"
    if error.get("type") == "index_not_found_exception":
        outcome.missing.add(item["_index"])
        outcome.busy[page_id] = reason
    elif status in _BUSY or "block" in str(error.get("type")):
        outcome.busy[page_id] = reason
    else:
        outcome.refused[page_id] = reason


def _note_versions(outcome: Outcome, names: Iterable[str]) -> None:
    """Ask which versions are held of what an index would not take."""
    for name in names if outcome.ahead else ():
        answer = client.writing().mget(
            index=name, ids=[str(page_id) for page_id in outcome.ahead], source=False
        )
        for found in answer["docs"]:
            page_id = int(found["_id"])
            outcome.ahead[page_id] = max(outcome.ahead[page_id], found.get("_version", 0))
    for page_id in [page_id for page_id, held in outcome.ahead.items() if not held]:
        # An index remembers the version of what was deleted for a minute, and then takes any.
        outcome.busy[page_id] = "it was deleted from the index a moment ago"
        del outcome.ahead[page_id]


def _tombstone(row: _Row) -> dict[str, Any]:
    return {"page_id": row.page_id, "version": row.version}


def _source(row: _Row, tokens: list[str]) -> dict[str, Any]:
    """Return the fields of search/cluster/mapping.py. Title and keywords weigh double in front."""
    facets = unpack(row.facets)
    title, summary, keywords = map(index_terms, (row.title, row.summary, row.keywords))
    source: dict[str, Any] = {
        **_tombstone(row),
        "content_hash": row.content_hash,
        "access": tokens,
        "links": [int(page_id) for page_id in row.links.split()],
        "sizes": len(facets["size"]),
        "title": title,
        "front": f" {GAP} ".join([title, title, summary, keywords, keywords]),
        "body": index_terms(row.body),
        "facets": counts.terms(facets),
        **{name: list(values) for name, values in facets.items()},
    }
    if row.published_on is not None:
        source["published_on"] = row.published_on.isoformat()
    return source
