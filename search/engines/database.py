"""The embedded engine: the portal's own database answers, in the transaction that publishes."""

from collections.abc import Mapping
from typing import Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from search.contract import Match, SearchQuery
from search.document import Document
from search.engines import postgresql, ranking, sqlite
from search.engines.rows import Row
from search.engines.tally import tally
from search.query import FEW, Asked
from search.readings import Reading


class Statements(Protocol):
    """What differs per database: how terms are kept and asked for."""

    def matching(self, asked: Asked | None, tokens: frozenset[str], order: str) -> list[Row]: ...
    def titles(self, text: str, tokens: frozenset[str], limit: int) -> list[int]: ...
    def take_turn(self) -> None: ...
    def write(self, document: Document) -> None: ...
    def erase(self, page_id: int) -> None: ...
    def tidy(self) -> None: ...


def statements() -> Statements:
    """Return the statements for the database in use."""
    known: Mapping[str, Statements] = {"postgresql": postgresql, "sqlite": sqlite}
    if connection.vendor in known:
        return known[connection.vendor]
    raise ImproperlyConfigured(
        f"The embedded search engine has no statements for {connection.vendor}; "
        "use PostgreSQL or SQLite."
    )


class DatabaseEngine:
    """One SQL for what matches text and reader, one pass in Python for hits and all counts."""

    name = "database"

    def match(self, query: SearchQuery, reading: Reading) -> Match:
        """Answer a query as it is read. Needs one SQL query, whatever is asked."""
        asked, place = reading.asked, reading.place
        by_relevance = query.sort != "newest" and (asked is not None or place is not None)
        order = "relevance" if by_relevance else "newest"
        rows = statements().matching(asked, query.reader.tokens, order)
        complete = [row for row in rows if asked is None or row.matched == len(asked.groups)]
        if len(complete) >= FEW:
            rows = complete
        if place is not None and asked is None:
            rows = [row for row in rows if place.fits(row.facets)]
            complete = rows
        if by_relevance:
            rows = ranking.reordered(rows, place)
        counted = tally([row.facets for row in rows], query.filters)
        page = [rows[n] for n in counted.hits[query.start : query.start + query.page_size]]
        return Match(
            page_ids=tuple(row.page_id for row in page),
            scores=tuple(0.0 - row.rank for row in page),
            total=len(counted.hits),
            found=len(rows),
            complete=len(complete),
            counts=counted.counts,
        )
