"""The worker: what changed is found as it is now, whatever happened on the way."""

import json
from collections.abc import Callable
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from elastic_transport import ConnectionTimeout
from elasticsearch import ApiError

from cms.access import STRANGER
from search.cluster import bulk, client, drift, outbox, rebuild, worker, writing
from search.cluster.engine import ElasticsearchEngine
from search.cluster.models import ClusterIndex, OutboxEntry
from search.contract import SearchQuery
from search.indexing import withdraw, write
from search.readings import understand
from tests.cluster import needs_cluster, tell_cluster
from tests.search.conftest import make_document

Add = Callable[..., int]

pytestmark = [pytest.mark.django_db, needs_cluster, pytest.mark.usefixtures("real_cluster")]


def found(text: str = "") -> tuple[int, ...]:
    query = SearchQuery(reader=STRANGER, text=text)
    engine = ElasticsearchEngine()
    return understand(text, {}, lambda reading: engine.match(query, reading))[1].page_ids


def serving() -> str:
    return ClusterIndex.objects.get(state=ClusterIndex.State.SERVING).name


def held() -> dict[int, tuple[int, str]]:
    client.writing().indices.refresh(index=serving())
    return {page_id: (version, content) for page_id, version, content in drift._held(serving())}


def test_what_is_told_is_found_at_once(add_document: Add) -> None:
    page_id = add_document("Hennep")
    assert found("hennep") == ()
    tell_cluster()
    assert found("hennep") == (page_id,)


def test_what_is_withdrawn_leaves_a_tombstone_that_nobody_finds(add_document: Add) -> None:
    page_id = add_document("Hennep")
    tell_cluster()
    withdraw([page_id])
    assert found() == ()  # hidden already, and
    tell_cluster()
    assert found() == ()
    assert held() == {page_id: (2, "")}


def test_a_narrower_label_hides_before_the_cluster_knows() -> None:
    document = make_document("Hennep")
    write(document)
    tell_cluster()
    write(make_document("Hennep", page_id=document.page_id, tokens=frozenset({"org:1"})))
    assert found("hennep") == ()
    tell_cluster()
    assert found("hennep") == ()


def test_a_late_write_never_undoes_a_later_one(add_document: Add) -> None:
    page_id = add_document("Hennep")
    late = list(writing.prepare([page_id]))
    withdraw([page_id])
    tell_cluster()
    assert not writing.write(late, [serving()]).refused
    assert held() == {page_id: (2, "")}


def test_writing_again_changes_nothing(add_document: Add) -> None:
    page_id = add_document("Hennep")
    tell_cluster()
    before = held()
    outbox.note(page_id, 1)
    tell_cluster()
    assert held() == before


def test_a_change_during_the_writing_is_told_after_it(
    add_document: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_id = add_document("Hennep")
    original = worker.write

    def write_and_withdraw(*args: Any, **options: Any) -> writing.Outcome:
        outcome = original(*args, **options)
        withdraw([page_id])
        return outcome

    monkeypatch.setattr(worker, "write", write_and_withdraw)
    worker.work_once()
    assert OutboxEntry.objects.get().version == 2
    monkeypatch.undo()
    tell_cluster()
    assert held() == {page_id: (2, "")}


def test_an_index_made_during_the_writing_gets_the_change_too(
    add_document: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_document("Hennep")
    original = worker.write

    def write_and_begin(*args: Any, **options: Any) -> writing.Outcome:
        outcome = original(*args, **options)
        ClusterIndex.objects.create(name="other", state="building", fingerprint="0")
        return outcome

    monkeypatch.setattr(worker, "write", write_and_begin)
    worker.work_once()
    assert OutboxEntry.objects.count() == 1


def test_a_cluster_that_does_not_answer_loses_nothing(
    add_document: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_id = add_document("Hennep")

    def away(*args: Any, **options: Any) -> None:
        raise ConnectionTimeout("away")

    monkeypatch.setattr(client.writing(), "bulk", away)
    assert worker.work_once() == 1
    assert OutboxEntry.objects.get().attempts == 1
    monkeypatch.undo()
    outbox.note(page_id, 1)  # do not wait for the next try
    tell_cluster()
    assert found() == (page_id,)


def test_a_read_only_index_is_tried_again_and_not_parked(add_document: Add) -> None:
    page_id = add_document("Hennep")
    client.writing().indices.put_settings(index=serving(), settings={"index.blocks.write": True})
    for _attempt in range(outbox.MOST_ATTEMPTS + 1):
        outbox.postpone([], "")
        OutboxEntry.objects.update(not_before=OutboxEntry.objects.get().created_at)
        worker.work_once()
    assert OutboxEntry.objects.get().parked_at is None
    client.writing().indices.put_settings(index=serving(), settings={"index.blocks.write": None})
    outbox.note(page_id, 1)
    tell_cluster()
    assert found() == (page_id,)


def test_an_item_that_the_cluster_refuses_does_not_stop_the_others(
    add_document: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = add_document("Slecht"), add_document("Goed")
    original = writing._source

    def with_a_field_too_many(row: Any, *args: Any) -> dict[str, Any]:
        source = original(row, *args)
        return {**source, "unknown": 1} if row.page_id == bad else source

    monkeypatch.setattr(writing, "_source", with_a_field_too_many)
    for _attempt in range(outbox.MOST_ATTEMPTS):
        OutboxEntry.objects.update(not_before=OutboxEntry.objects.earliest("created_at").created_at)
        worker.work_once()
    entry = OutboxEntry.objects.get()
    assert entry.page_id == bad
    assert entry.parked_at is not None
    assert "strict" in entry.error
    assert found() == (good,)


@pytest.mark.parametrize("status", [413, 429])
def test_what_is_too_much_at_once_is_sent_in_pieces_and_what_is_too_much_alone_is_parked(
    add_document: Add, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    small = [add_document("Hennep") for _number in range(4)]
    big = add_document("Groot", body="woord " * 1_000)
    original, sizes = client.writing().bulk, []

    def take(*, operations: Any, **options: Any) -> Any:
        sizes.append(len(json.dumps([str(operation) for operation in operations])))
        if sizes[-1] > 2_000:
            meta: Any = SimpleNamespace(status=status)
            raise ApiError("too much", meta=meta, body={})
        return original(operations=operations, **options)

    monkeypatch.setattr(client.writing(), "bulk", take)
    monkeypatch.setattr(bulk, "MOST_BYTES", 3_000)
    for _attempt in range(outbox.MOST_ATTEMPTS):
        OutboxEntry.objects.update(not_before=OutboxEntry.objects.earliest("created_at").created_at)
        worker.work_once()
    assert set(found()) == {*small}
    entry = OutboxEntry.objects.get()
    assert (entry.page_id, entry.parked_at is None) == (big, False)
    assert sizes[0] < 4_000  # the big one is not in it


def test_what_an_index_from_before_an_upgrade_cannot_hold_waits_for_a_rebuild(
    add_document: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_id = add_document("Hennep")
    ClusterIndex.objects.update(fingerprint="before")
    original = writing._source
    with monkeypatch.context() as upgraded:
        upgraded.setattr(writing, "_source", lambda *row: {**original(*row), "newer": 1})
        for _attempt in range(outbox.MOST_ATTEMPTS + 1):
            OutboxEntry.objects.update(not_before=OutboxEntry.objects.get().created_at)
            worker.work_once()
    assert OutboxEntry.objects.get().parked_at is None
    rebuild.rebuild()
    outbox.note(page_id, 1)
    tell_cluster()
    assert found() == (page_id,)


def test_a_worker_stops_when_it_is_told_to_or_not_wanted(
    add_document: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It takes a fresh connection now and then; this test's own holds what it wrote.
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    add_document("Hennep")
    stop = Event()

    turns = iter(range(3))
    worker.work(stop, is_wanted=lambda: next(turns) < 2)
    assert not OutboxEntry.objects.exists()
    stop.set()
    worker.work(stop)
