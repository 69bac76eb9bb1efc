"""Who answers: a cluster that is away or hangs costs one reader a second, and nobody an answer."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cms.access import STRANGER
from search.cluster import answer, breaker, client
from search.cluster.answer import Unanswered
from search.cluster.models import ClusterState, OutboxEntry
from search.contract import SearchQuery, SearchResults
from search.readings import Reading
from search.search import search
from tests.cluster import needs_cluster, tell_cluster
from tests.factories import make_item

Add = Callable[..., int]

pytestmark = pytest.mark.django_db

SENTENCE = "zoekmachine"


def ask(text: str = "") -> SearchResults:
    return search(SearchQuery(reader=STRANGER, text=text))


def state() -> ClusterState:
    return ClusterState.objects.get()


@pytest.fixture
def probes(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Probe at once instead of in a thread, which would see another database."""
    done: list[None] = []

    class Now:
        def __init__(self, *args: Any, **options: Any) -> None: ...

        def start(self) -> None:
            done.append(None)
            breaker.probe()

    monkeypatch.setattr(breaker, "Thread", Now)
    return done


def test_without_a_cluster_the_database_answers_and_nothing_is_said(client: Client) -> None:
    make_item(title="Hennep")
    assert not ask().is_stand_in
    assert SENTENCE not in client.get("/zoeken/").content.decode()


@pytest.mark.usefixtures("cluster_away")
def test_a_cluster_that_is_away_costs_no_answer_and_the_page_says_so(client: Client) -> None:
    page = make_item(title="Hennep")
    found = ask("hennep")
    assert (found.page_ids, found.engine, found.is_stand_in) == ((page.pk,), "database", True)
    assert SENTENCE in client.get("/zoeken/?q=hennep").content.decode()


@pytest.mark.usefixtures("cluster_hangs")
def test_a_cluster_that_hangs_costs_one_reader_a_second(add_document: Add) -> None:
    add_document()
    OutboxEntry.objects.all().delete()
    started = time.monotonic()
    assert ask().total == 1
    assert 0.9 < time.monotonic() - started < 2
    started = time.monotonic()
    for _reader in range(5):
        assert ask().total == 1
    assert time.monotonic() - started < 0.9
    assert state().failures == 1


@pytest.mark.usefixtures("cluster_away")
def test_only_a_probe_asks_again_and_waits_longer_each_time(probes: list[None]) -> None:
    ask()
    ask()
    assert probes == []
    waits = []
    for _probe in range(8):
        ClusterState.objects.update(open_until=timezone.now() - timedelta(seconds=1))
        ask()
        waits.append(state().open_until - timezone.now())
    assert len(probes) == 8
    assert waits[0] < waits[2] < waits[-1] <= timedelta(seconds=breaker.LONGEST_WAIT)


@pytest.mark.usefixtures("cluster_away")
def test_one_process_probes_and_the_others_do_not(probes: list[None]) -> None:
    ask()
    past = timezone.now() - timedelta(seconds=1)
    ClusterState.objects.update(open_until=past)
    assert breaker._is_ours(past, 1)
    assert not breaker._is_ours(past, 1)


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_the_cluster_answers_again_when_it_is_back(add_document: Add, probes: list[None]) -> None:
    add_document()
    tell_cluster()
    breaker.trip("test")
    assert ask().is_stand_in
    ClusterState.objects.update(open_until=timezone.now() - timedelta(seconds=1))
    assert ask().is_stand_in  # who comes first waits for no probe
    found = ask()
    assert (found.engine, found.is_stand_in, found.total) == ("elasticsearch", False, 1)
    assert state().failures == 0


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_an_index_that_is_far_behind_answers_nobody(add_document: Add) -> None:
    add_document()
    OutboxEntry.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    found = ask()
    assert (found.engine, found.total, found.is_stand_in) == ("database", 1, True)
    assert not ClusterState.objects.exclude(open_until=None).exists()


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_a_missing_index_is_a_cluster_that_does_not_answer(add_document: Add) -> None:
    add_document()
    tell_cluster()
    client.writing().indices.delete_alias(index="*", name=client.index_prefix())
    assert (ask().total, ask().engine) == (1, "database")


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_an_index_from_before_facets_were_counted_together_does_not_answer(
    add_document: Add,
) -> None:
    add_document()
    tell_cluster()
    client.writing().update_by_query(
        index=client.index_prefix(),
        script="ctx._source.remove('facets')",
        refresh=True,
    )
    assert (ask().total, ask().engine) == (1, "database")
    assert "before an upgrade" in state().error


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_a_question_that_the_cluster_refuses_is_no_fault_of_the_cluster(
    monkeypatch: pytest.MonkeyPatch, add_document: Add
) -> None:
    add_document()
    tell_cluster()
    monkeypatch.setattr("search.cluster.question._SERVER_TIME", "soon")
    assert (ask().total, ask().engine) == (1, "database")
    monkeypatch.undo()
    assert ask().engine == "elasticsearch"


@pytest.mark.parametrize(
    "part", [{"timed_out": True}, {"_shards": {"total": 2, "failed": 1}}], ids=["late", "shard"]
)
def test_an_answer_in_part_is_no_answer(part: dict[str, Any]) -> None:
    whole = {"timed_out": False, "_shards": {"failed": 0}, "aggregations": {}}
    with pytest.raises(Unanswered):
        answer.read({**whole, **part}, SearchQuery(reader=STRANGER), Reading(""))
