"""Who answers: a cluster that is away or hangs costs one reader a second, and nobody an answer."""

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any
from unittest.mock import Mock

import pytest
from django.test import Client
from django.utils import timezone

from cms.access import STRANGER
from search.cluster import breaker, pool
from search.cluster import client as connections
from search.cluster.models import ClusterState, OutboxEntry
from search.cluster.punctual import PunctualNode
from search.cluster.status import status
from search.contract import SearchQuery, SearchResults
from search.search import search
from tests.cluster import needs_cluster, tell_cluster
from tests.factories import make_item
from tests.search.cluster.conftest import use
from tests.search.cluster.servers_that_misbehave import (
    EMPTY,
    Answer,
    drips,
    hangs_for_readers,
    says,
    serving,
    takes,
)

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


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that each request to the cluster took."""
    seconds: list[float] = []
    send = PunctualNode.perform_request

    def noted(node: Any, *args: Any, **options: Any) -> Any:
        started = time.monotonic()
        try:
            return send(node, *args, **options)
        finally:
            seconds.append(time.monotonic() - started)

    monkeypatch.setattr(PunctualNode, "perform_request", noted)
    return seconds


@pytest.mark.usefixtures("cluster_hangs")
def test_a_cluster_that_hangs_costs_one_reader_a_second(
    add_document: Add, waited: list[float]
) -> None:
    add_document()
    OutboxEntry.objects.all().delete()
    for _reader in range(6):
        assert ask().total == 1
    (once,) = waited
    assert 0.9 < once < 1.2
    assert state().failures == 1


def test_of_two_nodes_one_that_hangs_costs_one_reader_a_second_until_it_answers(
    settings: Any, add_document: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_document()
    OutboxEntry.objects.all().delete()
    monkeypatch.setattr(connections, "NOT_AGAIN_FOR", 0.05)
    monkeypatch.setattr(connections, "ANSWER_WITHIN", 0.3)
    monkeypatch.setattr(pool, "ANSWER_WITHIN", 0.05)
    well, asked_it = Event(), []

    def hangs(request: Any, asked: bytes) -> None:
        asked_it.append(request.command)
        well.wait(5)
        says(EMPTY)(request, asked)

    def read_again() -> int:
        """Return how many readers were sent to the node that hangs."""
        time.sleep(0.06)  # its time has come
        ask()
        breaker.close()
        return asked_it.count("POST")

    with serving(hangs) as one, serving(says(EMPTY)) as other:
        use(settings, one, other)
        with monkeypatch.context() as patch:
            patch.setattr(pool, "Thread", Mock(side_effect=RuntimeError))  # no reader suffers
            assert [read_again() for _reader in range(3)][-1] == 1
        assert [read_again() for _reader in range(8)][-1] == 1
        assert asked_it.count("GET") > 1  # as long as it does not answer
        well.set()
        assert any(read_again() > 1 for _try in range(30))


@pytest.mark.parametrize(
    "behaves",
    [drips(EMPTY, every=0.1), takes(0.45, EMPTY)],
    ids=["a byte at a time", "slow"],
)
def test_all_that_a_reader_asks_together_costs_a_second(
    settings: Any, add_document: Add, client: Client, waited: list[float], behaves: Answer
) -> None:
    add_document("Hennep in de stad")
    OutboxEntry.objects.all().delete()
    with serving(behaves) as address:
        use(settings, address)
        # Many readings, and a page that is not there: it searches twice.
        assert client.get("/zoeken/?q=henep+utrecht+in+de+stadd&pagina=9").status_code == 200
    assert 0.9 < sum(waited) < 1.2
    assert state().failures == 1


def test_a_question_that_asks_too_much_of_a_cluster_that_is_well_is_no_fault_of_it(
    settings: Any, add_document: Add, waited: list[float]
) -> None:
    add_document("Hennep in de stad")
    OutboxEntry.objects.all().delete()
    with serving(takes(0.24, EMPTY)) as address:
        use(settings, address)
        assert ask("henep utrecht in de stadd").is_stand_in
    assert len(waited) > 3
    assert not ClusterState.objects.filter(failures__gt=0).exists()


def test_a_cluster_that_answers_probes_alone_costs_a_second_ever_less_often(
    settings: Any, add_document: Add, probes: list[None]
) -> None:
    add_document()
    OutboxEntry.objects.all().delete()
    with serving(hangs_for_readers(EMPTY)) as address:
        use(settings, address)
        waits = []
        for _time in range(2):
            assert ask().is_stand_in
            waits.append(state().open_until - timezone.now())
            ClusterState.objects.update(open_until=timezone.now() - timedelta(seconds=1))
            ask()
            assert state().open_until is None  # the probe was answered
            assert not any("timed out" in fault for fault in status().faults)
    assert waits[1] > waits[0] * 1.5


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
    connections.writing().indices.delete_alias(index="*", name=connections.index_prefix())
    assert (ask().total, ask().engine) == (1, "database")


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_an_index_from_before_facets_were_counted_together_does_not_answer(
    add_document: Add,
) -> None:
    add_document()
    tell_cluster()
    connections.writing().update_by_query(
        index=connections.index_prefix(),
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
