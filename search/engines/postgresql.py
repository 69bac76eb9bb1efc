"""The PostgreSQL statements of the embedded engine: our own terms, found through a GIN index.

The tables are made by migration 0006: one row per document and field. `words` finds a row; a word
stands in it with as many positions as it occurs, which is what ranking needs. `terms` are the same
terms in order, each between spaces: phrases are looked up there. So nothing depends on the place
where PostgreSQL stops counting positions (16,383), and no phrase of a long document is lost.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from search.analysis.dutch import GAP, index_terms, plain_words
from search.analysis.words import fold, words
from search.document import Document
from search.engines.past import past_reading
from search.engines.rows import Row
from search.query import AnyOf, Asked, Node, Phrase, as_typed, phrases
from search.synonyms import Terms

MOST_POSITIONS = 255  # that PostgreSQL keeps of a word
VECTOR_BYTES = 1_000_000  # of the 1,048,575 that a tsvector holds
TURN = 0x736561726368  # the number of our lock; nothing else of the portal takes one
SYNONYM = 0.6  # of the weight of a word as typed

# How often a word stands in a row: ts_rank is (1/1² + 1/2² + ... + 1/n²) / (π²/6) for n positions,
# and what is missing from that sum is 1 / (n + 1/2), nearly.
_OF_WORD = """round(1 / 1.64493406685 /
    (1 - ts_rank(ARRAY[1, 1, 1, 1]::float4[], t.words, leaf.words)::float8) - 0.5)"""
_OF_PHRASE = """(octet_length(t.terms) - octet_length(replace(t.terms, leaf.pattern, '')))
    / octet_length(leaf.pattern)"""

# bm25 as SQLite has it: a word weighs by how rare it is in that field, less in a long text.
_HITS = """
    leaf AS MATERIALIZED (
        SELECT * FROM unnest(%s::text[]::tsquery[], %s::text[], %s::boolean[])
            WITH ORDINALITY AS leaf (words, pattern, in_order, number)),
    hit AS MATERIALIZED (
        SELECT leaf.number AS leaf, t.page_id, t.field, t.size,
            CASE WHEN leaf.in_order THEN {of_phrase} ELSE {of_word} END AS times
        FROM leaf JOIN {table} t ON t.words @@ leaf.words),
    collection AS MATERIALIZED (
        SELECT field, count(*)::float8 AS documents, sum(size)::float8 / count(*) AS size
        FROM {table} GROUP BY field),
    known AS MATERIALIZED (
        SELECT leaf, field, 1.2 * 0.75 / c.size AS per_word,
            CASE field WHEN 'front' THEN 2.0 ELSE 1.0 END::float8 * 2.2
            * greatest(ln((c.documents - count(*) + 0.5) / (count(*) + 0.5)), 1e-6) AS weight
        FROM hit JOIN collection c USING (field) WHERE times > 0
        GROUP BY leaf, field, c.documents, c.size),
    scored AS (
        SELECT leaf, page_id, field,
            k.weight * h.times / (h.times + 1.2 * 0.25 + k.per_word * h.size) AS score
        FROM hit h JOIN known k USING (leaf, field) WHERE h.times > 0)"""
# Best per group and field: what was typed, or with its synonyms. (A lower rank is a better match;
# it is rounded, because equal documents must rank equal in whatever order their scores are added.)
_MATCHING = """
    WITH {hits},
    best AS (SELECT page_id, {groups} FROM scored GROUP BY page_id, field),
    ranked AS (SELECT page_id, {matched} AS matched, {total} AS score FROM best GROUP BY page_id)
    SELECT d.page_id, round(r.score * r.matched * -1e12) / 1e12 AS rank, r.matched,
        d.facets, d.links
    FROM ranked r JOIN search_searchdocument d USING (page_id)
    WHERE r.matched > 0 AND {exact} {readable}
    ORDER BY {order}"""
_EXACT = """d.page_id IN (
        SELECT page_id FROM hit WHERE times > 0 AND leaf = ANY(%s)
        GROUP BY page_id HAVING count(DISTINCT leaf) = %s) AND"""
_ALL = """
    SELECT d.page_id, 0::float8 AS rank, 0 AS matched, d.facets, '' AS links
    FROM search_searchdocument d
    WHERE {readable}
    ORDER BY {order}"""
_TITLES = """
    WITH {hits},
    ranked AS (
        SELECT page_id, sum(score) AS score FROM scored GROUP BY page_id HAVING count(*) = %s)
    SELECT d.page_id
    FROM ranked r JOIN search_searchdocument d USING (page_id)
    WHERE {readable}
    ORDER BY round(r.score * -1e12), {order}
    LIMIT %s"""

_READABLE = """d.is_live AND EXISTS (
    SELECT 1 FROM search_documentaccess a
    WHERE a.document_id = d.page_id AND a.token = ANY(%s)) AND d.page_id NOT IN ({past})"""
_NEWEST = "d.published_on DESC NULLS LAST, d.page_id DESC"
_ORDERS = {"relevance": "rank, d.page_id DESC", "newest": _NEWEST}


def matching(asked: Asked | None, tokens: frozenset[str], order: str) -> list[Row]:
    """Return documents that match any group and that one of the tokens opens, in order."""
    template, first = (_ALL, []) if asked is None else _question(asked)
    readable, values = _readable(tokens)
    sql = template.format(readable=readable, order=_ORDERS[order])
    return list(map(Row._make, _rows(sql, [*first, *values])))


def _readable(tokens: frozenset[str]) -> tuple[str, list[Any]]:
    past, days = past_reading()
    return _READABLE.format(past=past), [sorted(tokens), *days]


def _question(asked: Asked) -> tuple[str, list[Any]]:
    leaves = list(dict.fromkeys(phrases(asked)))
    number = {terms: place for place, terms in enumerate(leaves, start=1)}
    groups = [f"{_best(group, number)} AS g{n}" for n, group in enumerate(asked.groups)]
    template = _MATCHING.format(
        hits=_hits("search_terms"),
        groups=", ".join(groups),
        matched=" + ".join(f"(max(g{n}) > 0)::integer" for n in range(len(groups))),
        total=f"sum({' + '.join(f'g{n}' for n in range(len(groups)))})",
        exact=_EXACT * bool(asked.exact),
        readable="{readable}",
        order="{order}",
    )
    exact = sorted({number[phrase.terms] for phrase in asked.exact})
    return template, [*_asked_for(leaves), *[exact, len(exact)] * bool(exact)]


def _hits(table: str) -> str:
    return _HITS.format(table=table, of_phrase=_OF_PHRASE, of_word=_OF_WORD)


def _best(group: Node, number: Mapping[Terms, int]) -> str:
    typed, whole = _score(as_typed(group), number), _score(group, number)
    return whole if typed == whole else f"greatest({typed}, {SYNONYM} * {whole})"


def _score(node: Node, number: Mapping[Terms, int]) -> str:
    """Write the sum of what matches in one field of a document; zero if the node does not match."""
    if isinstance(node, Phrase):
        return f"coalesce(sum(score) FILTER (WHERE leaf = {number[node.terms]}), 0)"
    if isinstance(node, AnyOf):
        return f"({' + '.join(_score(option, number) for option in node.options)})"
    scores = [_score(group, number) for group in node.groups]
    every = " AND ".join(f"{score} > 0" for score in scores)
    return f"CASE WHEN {every} THEN {' + '.join(scores)} ELSE 0 END"


def titles(text: str, tokens: frozenset[str], limit: int) -> list[int]:
    """Return ids of readable documents whose title has these words, the last one unfinished."""
    typed = [folded for word, _start, _end in words(text) if (folded := fold(word))]
    if not typed:
        return []
    whole = list(dict.fromkeys(typed[:-1]))
    lexemes = [*map(_quoted, whole), f"{_quoted(typed[-1])}:*"]
    patterns = [*(_spaced([word]) for word in whole), f" {typed[-1]}"]
    first = [lexemes, patterns, [True] * len(lexemes), len(lexemes)]
    readable, values = _readable(tokens)
    sql = _TITLES.format(hits=_hits("search_titles"), readable=readable, order=_NEWEST)
    return [row[0] for row in _rows(sql, [*first, *values, limit])]


def _asked_for(leaves: Sequence[Terms]) -> list[Any]:
    """Return for each phrase how it is found, what it looks like, and whether its order counts."""
    found = [" & ".join(map(_quoted, terms)) for terms in leaves]
    return [found, list(map(_spaced, leaves)), [len(terms) > 1 for terms in leaves]]


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def take_turn() -> None:
    """Wait until no other transaction writes documents, and let none write until ours has ended.

    Two documents share the words that are counted for "did you mean": without this, who writes
    them in another order waits for the other for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def write(document: Document) -> None:
    """Put the terms of a document in place of what was there."""
    erase(document.page_id)
    texts = (document.title, document.summary, document.keywords, document.body)
    title, summary, keywords, body = (index_terms(text).split() for text in texts)
    size = sum(map(len, (title, summary, keywords, body)))
    front = [*title, GAP, *title, GAP, *summary, GAP, *keywords, GAP, *keywords]  # 2, 1, 2
    rows = [("title", len(title), title), ("front", size, front), ("body", size, body)]
    _insert("search_terms", document.page_id, rows)
    names = plain_words(document.title).split()
    _insert("search_titles", document.page_id, [("title", len(names), names)])


def _insert(table: str, page_id: int, rows: list[tuple[str, int, list[str]]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (page_id, field, size, words, terms)"  # noqa: S608 - one of our two
            " VALUES (%s, %s, %s, %s::tsvector, %s)",
            [(page_id, field, size, vector(terms), _spaced(terms)) for field, size, terms in rows],
        )


def erase(page_id: int) -> None:
    """Remove the terms of a document, if there are any."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_terms WHERE page_id = %s", [page_id])
        cursor.execute("DELETE FROM search_titles WHERE page_id = %s", [page_id])


def tidy() -> None:
    """Let the planner know what is where; after a rebuild. Sweeps too, outside a transaction."""
    command = "ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{command} search_terms, search_titles, search_searchdocument, search_documentaccess"
        )


def vector(terms: Iterable[str]) -> str:
    """Write terms as a tsvector: each with positions 1, 2, ... n for the n times it occurs.

    Of 255 times or more 255 are kept: bm25 hardly tells these apart. Of a text with so many
    different words that they fit in no tsvector (about 80,000), the first ones are found.
    """
    lexemes, room = [], VECTOR_BYTES
    for term, times in Counter(terms).items():
        kept = min(times, MOST_POSITIONS)
        room -= len(term.encode()) + 2 * kept + 4
        if room < 0:
            break
        if term != GAP:
            lexemes.append(f"{_quoted(term)}:{','.join(map(str, range(1, kept + 1)))}")
    return " ".join(lexemes)


def _spaced(terms: Iterable[str]) -> str:
    return "".join(f" {term} " for term in terms)


def _quoted(term: str) -> str:
    r"""Quote a term for a tsvector or tsquery; ours are letters and digits, but see `'` and `\`."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
