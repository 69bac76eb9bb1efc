"""Hits, totals and every count equal a brute-force reference, whatever is asked by whom."""

from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.access import Reader
from search.analysis.dutch import analyse
from search.cluster.rebuild import rebuild
from search.contract import Match, SearchQuery, SearchResults
from search.document import Document
from search.facets import FACETS, pack, unpack
from search.indexing import withdraw, write
from search.query import FEW, AnyOf, Node, Phrase, parse
from search.readings import Reading, understand
from search.search import search
from search.vocabulary import load
from tests.search.conftest import make_document

WORDS = (  # with compounds, inflected forms, synonyms, stop words and an apostrophe
    *("lab", "schuur", "hennep", "wiet", "drugsafval", "openbare", "orde", "en", "veiligheid"),
    *("oov", "om", "OM", "justitie", "raadslid", "gemeenteraadsleden", "woonoverlast"),
    *("overlast", "de", "foto's", "b", "w", "Venlo", "hennip", "gemeente"),
)
VALUES = {
    "kind": ["les", "draaiboek", "handreiking"],
    "topic": ["bedreiging", "agressie-en-intimidatie", "doxing", "online-veiligheid-en-haat"],
    "size": ["tot-20000", "100000-250000"],
    "role": ["raadslid", "wethouder"],
    "phase": ["reageren", "herstellen"],
    "region": ["limburg", "den-haag"],
    "province": ["limburg", "utrecht"],
    "organisation": ["vng", "ccv"],
    "year": ["2025", "2026"],
}
TOKENS = ["public", "community", "org:1", "org:2", "client-of:1"]

texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
tokens = st.frozensets(st.sampled_from(TOKENS), max_size=3)
filters = st.fixed_dictionaries(
    {}, optional={name: st.lists(st.sampled_from(v), unique=True) for name, v in VALUES.items()}
).map(lambda chosen: {name: tuple(values) for name, values in chosen.items()})
documents = st.builds(
    make_document,
    texts,
    summary=texts,
    keywords=texts,
    body=texts,
    tokens=tokens,
    facets=filters,
    published_on=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
)


def matches(document: Document, asked: Node) -> bool:
    """Tell the slow and plain way whether a document matches."""
    if isinstance(asked, Phrase):
        return any(_has(text, asked.terms) for text in _texts(document))
    if isinstance(asked, AnyOf):
        return any(matches(document, option) for option in asked.options)
    return all(matches(document, group) for group in asked.groups)


def found_by(reading: Reading, readable: list[Document]) -> tuple[list[Document], int]:
    """Return what a reading finds, and how many of these match every word."""
    asked, place = reading.asked, reading.place
    if asked is None:
        found = [d for d in readable if place is None or place.fits(d.facets)]
        return found, len(found)
    exact = [d for d in readable if all(matches(d, phrase) for phrase in asked.exact)]
    complete = [d for d in exact if all(matches(d, group) for group in asked.groups)]
    some = [d for d in exact if any(matches(d, group) for group in asked.groups)]
    return complete if len(complete) >= FEW else some, len(complete)


def _texts(document: Document) -> list[str]:
    return [document.title, document.summary, document.keywords, document.body]


def _has(text: str, terms: tuple[str, ...]) -> bool:
    found = list(analyse(text))
    running = [token.term for token in found]
    starts = range(len(running) - len(terms) + 1)
    in_parts = len(terms) == 1 and any(terms[0] in token.parts for token in found)
    return in_parts or any(tuple(running[n : n + len(terms)]) == terms for n in starts)


def passes(document: Document, chosen: dict[str, tuple[str, ...]], but: str = "") -> bool:
    values = unpack(document.facets)
    return all(
        set(wanted) & set(values[name]) for name, wanted in chosen.items() if wanted and name != but
    )


def check(answer: SearchResults, found: list[Document], query: SearchQuery) -> None:
    """Compare an answer with the documents that match its text for its reader."""
    chosen = dict(query.filters)
    hits = [document for document in found if passes(document, chosen)]
    assert sorted(answer.page_ids) == sorted(document.page_id for document in hits)
    assert answer.total == len(hits)
    for facet, result in zip(FACETS, answer.facets, strict=True):
        expected = Counter(
            value
            for document in found
            if passes(document, chosen, but=facet.name)
            for value in unpack(document.facets)[facet.name]
        )
        shown = {bucket.value: bucket.count for bucket in result.buckets if bucket.count}
        assert shown == expected
        for bucket in result.buckets:
            alone = {**chosen, facet.name: (bucket.value,)}
            assert bucket.count == sum(passes(document, alone) for document in found)
            assert bucket.selected == (bucket.value in chosen.get(facet.name, ()))
    if query.sort == "newest" or (parse(query.text) is None):
        newest = sorted(hits, key=lambda d: (d.published_on, d.page_id), reverse=True)
        assert answer.page_ids == tuple(document.page_id for document in newest)


queries = st.builds(
    SearchQuery,
    reader=tokens.map(Reader),
    text=texts,
    filters=filters,
    sort=st.sampled_from([None, "newest"]),
    page_size=st.just(100),
)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(kept=st.lists(documents, max_size=10), gone=st.lists(documents, max_size=3), query=queries)
def test_every_number_is_right(
    engine: str, kept: list[Document], gone: list[Document], query: SearchQuery
) -> None:
    readable = [document for document in kept if document.tokens & query.reader.tokens]
    savepoint = transaction.savepoint()
    try:
        for document in [*kept, *gone]:
            write(document)
        withdraw([document.page_id for document in gone])
        if engine == "elasticsearch":
            rebuild()  # each example starts with versions that the one before may have passed

        def match(reading: Reading) -> Match:
            found, complete = found_by(reading, readable)
            return Match((), (), 0, len(found), complete, {})

        reading, _match = understand(query.text, load(query.text).places, match)
        found, _complete = found_by(reading, readable)
        check(search(query, engine=engine), found, query)
    finally:
        transaction.savepoint_rollback(savepoint)


@given(filters)
def test_packed_values_are_read_back(values: dict[str, tuple[str, ...]]) -> None:
    assert unpack(pack(values)) == {
        facet.name: tuple(sorted(values.get(facet.name, ()))) for facet in FACETS
    }
