"""The plain search that ours is measured against: words as typed, no stems, no synonyms."""

import sqlite3
from collections.abc import Callable

from search.analysis.words import words
from search.models import DocumentText


def plain_search() -> Callable[[str], list[int]]:
    """Return a search over all documents by any of the words, best match first (SQLite's bm25)."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE plain USING fts5(title, summary, keywords, body)")
    rows = DocumentText.objects.values_list("pk", "title", "summary", "keywords", "body")
    database.executemany(
        "INSERT INTO plain (rowid, title, summary, keywords, body) VALUES (?, ?, ?, ?, ?)", rows
    )

    def search(text: str) -> list[int]:
        asked = " OR ".join(f'"{word}"' for word, _start, _end in words(text))
        found = database.execute(
            "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank", [asked]
        )
        return [row[0] for row in found]

    return search
