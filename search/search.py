"""The one door to every search: hits, facets with their names, highlights, a suggestion."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from cms.reading.statements import rows
from search.bestbets.lookup import pinned_for
from search.contract import (
    FacetBucket,
    FacetResult,
    Highlight,
    Match,
    SearchQuery,
    SearchResults,
)
from search.facets import FACETS, Facet
from search.front import Engine, answered, engines
from search.highlight import Highlighter
from search.models import DocumentText
from search.query import Asked
from search.readings import understand
from search.vocabulary import Name, Vocabulary, load


def search(
    query: SearchQuery,
    *,
    engine: str | None = None,
    vocabulary: Vocabulary | None = None,
) -> SearchResults:
    """Answer a query completely, by the cluster or by the database in its place.

    An engine that is named answers, or fails, alone. Raises KeyError for one that does not exist.
    """
    named = None if engine is None else engines()[engine]
    known = vocabulary or load(query.text)
    if named is not None:
        return _answer(query, named, known)
    found, stood_in = answered(lambda engine: _answer(query, engine, known))
    return replace(found, is_stand_in=stood_in)


def _answer(query: SearchQuery, answering: Engine, vocabulary: Vocabulary) -> SearchResults:
    reading, found = understand(
        query.text,
        vocabulary.places,
        lambda reading: answering.match(query, reading),
        vocabulary.synonyms,
    )
    return SearchResults(
        page_ids=found.page_ids,
        total=found.total,
        facets=tuple(_facet(facet, found, query, vocabulary) for facet in FACETS),
        highlights=_highlights(reading.asked, found.page_ids),
        scores=dict(zip(found.page_ids, found.scores, strict=True)),
        suggestion=reading.text if found.found and reading.text != query.text else None,
        mention=reading.mention if found.found else None,
        is_partial=reading.leaves_out or found.complete < found.found,
        engine=answering.name,
        pinned=pinned_for(query, meant=reading.text),
    )


def _facet(facet: Facet, found: Match, query: SearchQuery, vocabulary: Vocabulary) -> FacetResult:
    """Values with hits, and chosen values even without; a name that is gone shows its value."""
    counts = found.counts.get(facet.name, {})
    chosen = query.filters.get(facet.name, ())
    names = {
        value: vocabulary.name(facet, value) or Name(value)
        for value in {**counts, **dict.fromkeys(chosen)}
    }
    for above in [name.parent for name in names.values() if name.parent is not None]:
        names.setdefault(above, vocabulary.name(facet, above) or Name(above))
    rows = []
    for value, name in names.items():
        count = counts.get(value, 0)
        bucket = FacetBucket(value, name.label, count, value in chosen, name.parent)
        rows.append((_rank(facet, bucket, name), bucket))
    return FacetResult(facet.name, tuple(bucket for _rank, bucket in sorted(rows, key=_first)))


def _rank(facet: Facet, bucket: FacetBucket, name: Name) -> tuple[int, str, str]:
    if facet.order == "own":
        return name.order, bucket.label, bucket.value
    if facet.order == "newest":
        return -int(bucket.value), "", bucket.value
    return -bucket.count, bucket.label.casefold(), bucket.value


def _first(row: tuple[tuple[int, str, str], FacetBucket]) -> tuple[int, str, str]:
    return row[0]


def _highlights(asked: Asked | None, page_ids: tuple[int, ...]) -> dict[int, Highlight]:
    if asked is None or not page_ids:
        return {}
    of = Highlighter(asked)
    return {page_id: of.highlight(*texts) for page_id, *texts in rows(_texts, page_ids)}


def _texts(page_ids: Sequence[int]) -> "QuerySet[DocumentText, tuple[Any, ...]]":
    texts = DocumentText.objects.filter(pk__in=page_ids)
    return texts.values_list("pk", "title", "summary", "body")
