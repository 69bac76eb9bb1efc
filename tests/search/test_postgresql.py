"""What holds on PostgreSQL beside the contract: ranks as on SQLite, and writers in turn."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import import_module
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.cluster import outbox
from search.cluster.models import ClusterIndex, OutboxEntry
from search.document import Document
from search.engines import postgresql, sqlite
from search.indexing import withdraw, write
from search.models import PublicWord, SearchDocument
from search.query import parse
from tests.search.conftest import make_document
from tests.search.test_counts import WORDS, documents

here = connection.vendor == "postgresql"
pytestmark = pytest.mark.skipif(not here, reason="needs DATABASE_URL=postgres://...")

EXPRESSIONS = ["openbare orde en veiligheid", "integrale veiligheid", '"orde en veiligheid"']


class InMemory:
    """Stands in for Django's connection: SQLite with the tables that its statements use."""

    def __init__(self) -> None:
        self.database = sqlite3.connect(":memory:")
        for name in ("0002_terms", "0003_headings"):
            for statement in import_module(f"search.migrations.{name}").CREATE:
                self.database.execute(statement)
        self.database.execute(
            "CREATE TABLE search_searchdocument (page_id, is_live, published_on, facets, links)"
        )
        self.database.execute("CREATE TABLE search_documentaccess (document_id, token)")
        self.database.execute("CREATE TABLE cms_knowledgepage (page_ptr_id, readable_until)")
        self.database.execute("CREATE TABLE wagtailcore_page (id, live)")

    def add(self, document: Document) -> None:
        values = [document.page_id, 1, None, document.facets, document.links]
        self.database.execute("INSERT INTO search_searchdocument VALUES (?, ?, ?, ?, ?)", values)
        access = [(document.page_id, token) for token in document.tokens]
        self.database.executemany("INSERT INTO search_documentaccess VALUES (?, ?)", access)
        sqlite.write(document)

    def cursor(self) -> Any:
        return closing(Translating(self.database))


class Translating(sqlite3.Cursor):
    """A cursor that takes Django's placeholders."""

    def execute(self, sql: str, values: Any = ()) -> sqlite3.Cursor:
        return super().execute(sql.replace("%s", "?"), values)


@pytest.fixture
def in_memory(monkeypatch: pytest.MonkeyPatch) -> Callable[[], InMemory]:
    """Give the statements of SQLite a new database."""

    def start() -> InMemory:
        database = InMemory()
        monkeypatch.setattr(sqlite, "connection", database)
        return database

    return start


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kept=st.lists(documents, max_size=10),
    words=st.lists(st.sampled_from([*WORDS, *EXPRESSIONS]), min_size=1, max_size=5),
)
def test_ranks_are_those_of_sqlite(
    in_memory: Callable[[], InMemory], kept: list[Document], words: list[str]
) -> None:
    asked = parse(" ".join(words))
    tokens = frozenset({"public", "community"})
    savepoint = transaction.savepoint()
    database = in_memory()
    try:
        for document in kept:
            write(document)
            database.add(document)
        theirs = {row.page_id: row for row in sqlite.matching(asked, tokens, "relevance")}
        ours = {row.page_id: row for row in postgresql.matching(asked, tokens, "relevance")}
    finally:
        transaction.savepoint_rollback(savepoint)
    assert ours.keys() == theirs.keys()
    for page_id, row in ours.items():
        expected = theirs[page_id]
        assert row.matched == expected.matched
        assert row.rank == pytest.approx(expected.rank, rel=1e-5, abs=1e-11)
        assert (row.facets, row.links) == (expected.facets, expected.links)


@pytest.mark.django_db
def test_a_word_counts_as_often_as_it_occurs() -> None:
    """`ts_rank` tells the number of positions, up to as many as PostgreSQL keeps."""
    with connection.cursor() as cursor:
        for times in (1, 2, 3, 10, 100, 200, 255):
            rows = "(SELECT %s::tsquery AS words) leaf, (SELECT %s::tsvector AS words) t"
            values = ["lab", postgresql.vector(["lab"] * times)]
            cursor.execute(" ".join(["SELECT", postgresql._OF_WORD, "FROM", rows]), values)
            assert cursor.fetchone() == (times,)


@pytest.mark.django_db
def test_hostile_terms_stay_terms() -> None:
    """Ours are letters and digits; whatever else came would be quoted."""
    hostile = ["'", "\\", "a'b\\", "' | 'c", "a:*", "!a", "a <-> b", ":1A", "%s"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(%s::tsvector)", [postgresql.vector(hostile)])
        assert sorted(cursor.fetchone()[0]) == sorted(hostile)
        for term in hostile:
            quoted = postgresql._quoted(term)
            cursor.execute(
                "SELECT %s::tsquery @@ %s::tsvector, numnode(%s::tsquery)",
                [quoted, postgresql.vector([term]), quoted],
            )
            assert cursor.fetchone() == (True, 1)


@pytest.mark.django_db
def test_more_words_than_fit_in_a_vector_are_left_out() -> None:
    words = [f"woord{number}" for number in range(120_000)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT length(%s::tsvector)", [postgresql.vector(words)])
        assert 50_000 < cursor.fetchone()[0] < 120_000
        often = postgresql.vector(word for word in words[:5_000] for _time in range(300))
        cursor.execute("SELECT %s::tsvector @@ 'woord1'", [often])
        assert cursor.fetchone() == (True,)


@pytest.fixture
def at_once(transactional_db: None) -> Iterator[Callable[..., None]]:
    """Run writers at the same time, each in a transaction of its own that ends when all began."""

    def run(*writers: Callable[[], None]) -> None:
        faults: list[BaseException] = []

        def work(writer: Callable[[], None]) -> None:
            try:
                start.wait()
                with transaction.atomic():
                    writer()
            except BaseException as error:  # noqa: BLE001 - told by the test itself
                faults.append(error)
            finally:
                connection.close()

        start = threading.Barrier(len(writers))
        threads = [threading.Thread(target=work, args=[writer]) for writer in writers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []

    yield run
    withdraw(SearchDocument.objects.values_list("pk", flat=True))


def test_two_first_writes_of_one_page_take_turns(at_once: Callable[..., None]) -> None:
    for number in range(5):
        first, second = (make_document(title, page_id=number + 1) for title in ("Eerste", "Tweede"))
        at_once(lambda a=first: write(a), lambda b=second: write(b))
        assert SearchDocument.objects.get(pk=number + 1).version == 2
    assert sum(PublicWord.objects.values_list("documents", flat=True)) == 5


def test_writers_of_the_same_words_in_another_order_do_not_wait_for_each_other(
    at_once: Callable[..., None],
) -> None:
    texts = ["aanpak beveiliging", "zorgen wethouder"]
    there = [make_document(text, page_id=n) for n, text in enumerate(texts, start=1)]
    back = [make_document(text, page_id=n) for n, text in enumerate(texts[::-1], start=11)]
    for _round in range(5):
        at_once(lambda: list(map(write, there)), lambda: list(map(write, back)))
        withdraw(SearchDocument.objects.values_list("pk", flat=True))


def test_a_worker_that_puts_off_what_an_editor_changes_does_not_wait_for_it(
    at_once: Callable[..., None],
) -> None:
    ClusterIndex.objects.create(name="any", state="serving", fingerprint="")
    for page_id in (1, 2):
        outbox.note(page_id, 1)
    begun, put_off = threading.Event(), threading.Event()

    def edit() -> None:
        outbox.note(2, 2)
        begun.set()
        put_off.wait(0.5)
        outbox.note(1, 2)

    def put_it_off() -> None:
        begun.wait()
        outbox.postpone([1, 2], "away")
        put_off.set()

    at_once(edit, put_it_off)
    assert put_off.is_set()
    assert set(OutboxEntry.objects.values_list("page_id", "version")) == {(1, 2), (2, 2)}
