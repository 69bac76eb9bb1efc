"""The SQLite statements of the embedded engine: FTS5 tables fed with our own terms.

The tables are made by migrations 0002 and 0003; they hold terms, one space between, never text.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from search.analysis.dutch import index_terms, plain_words
from search.analysis.words import fold, words
from search.document import Document
from search.engines.past import past_reading
from search.engines.rows import Row
from search.query import AnyOf, Asked, Node, Phrase, as_typed

# A word weighs by how rare it is (bm25), and that differs among titles, what stands around a text,
# and texts: so each is asked by itself. A synonym weighs less than the word that was typed. What
# matches more of the words ranks higher. (A lower rank is a better match.)
_SCAN = """
    SELECT rowid AS page_id, {part} AS part, '{field}' AS field, {weight} * {rank} AS rank
    FROM {table} WHERE {table} MATCH %s"""
_FIELDS = (
    ("title", "search_headings", "bm25(search_headings)", ""),
    (
        "front",
        "search_terms",
        "2.0 * bm25(search_terms, 2.0, 1.0, 2.0, 0.0)",
        "{title summary keywords} : ",
    ),
    ("body", "search_terms", "bm25(search_terms)", "body : "),
)
SYNONYM = 0.6  # of the weight of a word as typed
_MATCHING = """
    WITH best AS (
        SELECT page_id, part, MIN(rank) AS rank FROM ({scans}) GROUP BY page_id, part, field),
    ranked AS MATERIALIZED (
        SELECT page_id, COUNT(DISTINCT part) AS matched, SUM(rank) AS rank
        FROM best GROUP BY page_id)
    SELECT d.page_id, r.rank * r.matched AS rank, r.matched, d.facets, d.links
    FROM ranked r CROSS JOIN search_searchdocument d ON d.page_id = r.page_id
    WHERE {exact} {readable}
    ORDER BY {order}"""
_EXACT = "d.page_id IN (SELECT rowid FROM search_terms WHERE search_terms MATCH %s) AND"
_ALL = """
    SELECT d.page_id, 0.0 AS rank, 0 AS matched, d.facets, '' AS links
    FROM search_searchdocument d
    WHERE {readable}
    ORDER BY {order}"""
_TITLES = """
    SELECT d.page_id
    FROM search_titles CROSS JOIN search_searchdocument d ON d.page_id = search_titles.rowid
    WHERE search_titles MATCH %s AND {readable}
    ORDER BY search_titles.rank, d.published_on DESC, d.page_id DESC
    LIMIT %s"""

_READABLE = """d.is_live = 1 AND EXISTS (
    SELECT 1 FROM search_documentaccess a
    WHERE a.document_id = d.page_id AND a.token IN ({tokens})) AND d.page_id NOT IN ({past})"""
_ORDERS = {
    "relevance": "rank, d.page_id DESC",
    "newest": "d.published_on DESC, d.page_id DESC",
}


def matching(asked: Asked | None, tokens: frozenset[str], order: str) -> list[Row]:
    """Return documents that match any group and that one of the tokens opens, in order."""
    template, first = (_ALL, []) if asked is None else _question(asked)
    return list(map(Row._make, _rows(template, first, tokens, [], _ORDERS[order])))


def _question(asked: Asked) -> tuple[str, list[str]]:
    scans, first = [], []
    for part, group in enumerate(asked.groups):
        weights = {expression(group): SYNONYM, expression(as_typed(group)): 1.0}
        for words_asked, weight in weights.items():
            for field, table, rank, columns in _FIELDS:
                scan = _SCAN.format(part=part, field=field, weight=weight, rank=rank, table=table)
                scans.append(scan)
                first.append(f"{columns}{words_asked}")
    template = _MATCHING.replace("{scans}", " UNION ALL ".join(scans))
    template = template.replace("{exact}", _EXACT * bool(asked.exact))
    return template, first + [" AND ".join(map(expression, asked.exact))] * bool(asked.exact)


def titles(text: str, tokens: frozenset[str], limit: int) -> list[int]:
    """Return ids of readable documents whose title has these words, the last one unfinished."""
    typed = [folded for word, _start, _end in words(text) if (folded := fold(word))]
    if not typed:
        return []
    asked = " AND ".join(map(_quoted, typed)) + " *"
    return [row[0] for row in _rows(_TITLES, [asked], tokens, [limit])]


def _rows(
    template: str, first: list[str], tokens: frozenset[str], last: list[int], order: str = ""
) -> list[tuple[Any, ...]]:
    if not tokens:
        return []
    past, days = past_reading()
    readable = _READABLE.format(tokens=", ".join(["%s"] * len(tokens)), past=past)
    with connection.cursor() as cursor:
        sql = template.format(readable=readable, order=order)
        cursor.execute(sql, [*first, *sorted(tokens), *days, *last])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def take_turn() -> None:
    """Every transaction took its turn at its start: SQLite lets one write at a time."""


def write(document: Document) -> None:
    """Put the terms of a document in place of what was there."""
    erase(document.page_id)
    texts = (document.title, document.summary, document.keywords, document.body)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_terms (rowid, title, summary, keywords, body)"
            " VALUES (%s, %s, %s, %s, %s)",
            [document.page_id, *map(index_terms, texts)],
        )
        cursor.execute(
            "INSERT INTO search_headings (rowid, title) VALUES (%s, %s)",
            [document.page_id, index_terms(document.title)],
        )
        cursor.execute(
            "INSERT INTO search_titles (rowid, title) VALUES (%s, %s)",
            [document.page_id, plain_words(document.title)],
        )


def erase(page_id: int) -> None:
    """Remove the terms of a document, if there are any."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_terms WHERE rowid = %s", [page_id])
        cursor.execute("DELETE FROM search_headings WHERE rowid = %s", [page_id])
        cursor.execute("DELETE FROM search_titles WHERE rowid = %s", [page_id])


def tidy() -> None:
    """Merge the index into one piece and let the planner know what is where; after a rebuild."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_terms (search_terms) VALUES ('optimize')")
        cursor.execute("INSERT INTO search_headings (search_headings) VALUES ('optimize')")
        cursor.execute("INSERT INTO search_titles (search_titles) VALUES ('optimize')")
        cursor.execute("ANALYZE")


def expression(node: Node) -> str:
    """Write what is asked as an FTS5 expression: our own terms, each in quotes, nothing else."""
    if isinstance(node, Phrase):
        return f"({_quoted(' '.join(node.terms))})"
    if isinstance(node, AnyOf):
        return _any_of(node.options)
    return f"({' AND '.join(map(expression, node.groups))})"


def _any_of(nodes: Iterable[Node]) -> str:
    return f"({' OR '.join(map(expression, nodes))})"


def _quoted(terms: str) -> str:
    return '"' + terms + '"'
