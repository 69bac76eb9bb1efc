"""A rebuild: readers notice nothing, no change is lost, and it may be stopped anywhere."""

import os
import re
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from threading import Event
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from elastic_transport import Transport

from search.cluster import client, drift, hold, rebuild
from search.cluster.hold import Hold, RebuildError
from search.cluster.mapping import fingerprint
from search.cluster.models import ClusterIndex, ClusterState
from search.indexing import withdraw
from tests.cluster import connected, needs_cluster, tell_cluster

Add = Callable[..., int]

pytestmark = [pytest.mark.django_db, needs_cluster]


class Killed(BaseException):
    """What SIGKILL leaves: nothing after it runs, not even `finally` of the rebuild."""


@pytest.fixture(autouse=True)
def some_cluster(db: None, settings: Any) -> Iterator[None]:
    with connected(settings):
        yield


def indices() -> list[str]:
    return sorted(client.writing().indices.get(index=f"{client.index_prefix()}-*"))


def answering() -> list[str]:
    return sorted(client.writing().indices.get_alias(name=client.index_prefix()))


def count() -> int:
    client.writing().indices.refresh(index=client.index_prefix())
    return int(client.reading().count(index=client.index_prefix())["count"])


def test_the_first_one_takes_everything(add_document: Add) -> None:
    add_document()
    withdraw([add_document()])
    name = rebuild.rebuild()
    assert indices() == answering() == [name]
    assert count() == 2  # a tombstone too
    assert not drift.compare(name)


def test_what_readers_ask_is_in_one_piece_and_as_fresh_as_settings_say(add_document: Add) -> None:
    for _batch in range(3):
        add_document()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rebuild, "BATCH", 1)
        name = rebuild.rebuild()
    assert client.writing().indices.stats(index=name)["_all"]["total"]["segments"]["count"] == 1
    made = client.writing().indices.get_settings(index=name, flat_settings=True)
    assert made[name]["settings"]["index.refresh_interval"] == "1s"


def test_the_next_one_takes_its_place_and_removes_it(add_document: Add) -> None:
    first = rebuild.rebuild()
    add_document()
    second = rebuild.rebuild()
    assert first != second
    assert indices() == answering() == [second]
    assert ClusterIndex.objects.get().state == ClusterIndex.State.SERVING
    assert ClusterIndex.objects.get().fingerprint == fingerprint()


def test_what_changes_meanwhile_is_in_the_new_index(
    add_document: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild.rebuild()
    early, late = add_document(), add_document()
    tell_cluster()
    monkeypatch.setattr(rebuild, "BATCH", 1)

    def change(done: int, total: int) -> None:
        if done == 1:
            withdraw([early])
            tell_cluster()

    name = rebuild.rebuild(change)
    assert not drift.compare(name)
    assert {id_: version for id_, version, _hash in drift._held(name)} == {early: 2, late: 1}


class KilledAt:
    """Lets a number of steps that change something, here or in the cluster, and none after them."""

    def __init__(self, step: int) -> None:
        self.left = step

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Killed

    def execute(self, execute: Any, sql: str, *args: Any) -> Any:
        if "search_clusterindex" in sql and not sql.startswith("SELECT"):
            self._step()
        return execute(sql, *args)

    def requesting(self) -> Callable[..., Any]:
        def request(transport: Transport, method: str, target: str, **options: Any) -> Any:
            if method not in {"GET", "HEAD"} and not re.search("_search|_pit|_refresh", target):
                self._step()
            return send(transport, method, target, **options)

        send = Transport.perform_request
        return request


@pytest.mark.parametrize("step", range(3))
def test_one_that_was_killed_at_any_step_is_finished_by_the_next(
    add_document: Add, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    add_document()
    name, held, killed = rebuild.rebuild(), 1, True
    while killed:
        at = KilledAt(step)
        with monkeypatch.context() as patch, connection.execute_wrapper(at.execute):
            patch.setattr(Transport, "perform_request", at.requesting())
            try:
                rebuild.rebuild()
                killed = False
            except Killed:
                step += 3
        assert count() == held  # readers find everything
        ClusterState.objects.update(rebuilt_until=timezone.now())  # it says nothing for a while
        add_document()
        tell_cluster()
        before, name, held = name, rebuild.rebuild(), held + 1
        assert indices() == answering() == [name] != [before]
        assert count() == held
        assert not drift.compare(name)
    assert step > 9  # so many were there


def test_one_that_was_killed_while_filling_goes_on_where_it_was(
    add_document: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(4):
        add_document()
    monkeypatch.setattr(rebuild, "BATCH", 1)

    def kill(done: int, total: int) -> None:
        if done == 2:
            raise Killed

    with pytest.raises(Killed):
        rebuild.rebuild(kill)
    seen: list[int] = []
    name = rebuild.rebuild(lambda done, total: seen.append(done))
    assert seen == [3, 4]
    assert indices() == [name]
    assert count() == 4


def test_two_at_once_are_refused() -> None:
    with Hold(), pytest.raises(RebuildError, match="Another rebuild runs"):
        rebuild.rebuild()
    rebuild.rebuild()


def test_one_that_waits_for_the_cluster_says_that_it_is_still_there(
    add_document: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(3):
        add_document()
    said: list[str] = []
    kept, keep = Event(), Hold.keep
    send, read = client.writing().bulk, client.writing().search

    def say(hold: Hold) -> None:
        said.append("kept")
        kept.set()
        keep(hold)

    def slow(**options: Any) -> Any:
        assert kept.wait(5)
        return send(**options)

    def page(**options: Any) -> Any:
        said.append("page")
        return read(**options)

    monkeypatch.setattr(hold, "HOLD", timedelta(seconds=1))
    monkeypatch.setattr(Hold, "keep", say)
    monkeypatch.setattr(drift, "PAGE", 1)
    monkeypatch.setattr(client.writing(), "bulk", slow)
    monkeypatch.setattr(client.writing(), "search", page)
    rebuild.rebuild()
    pages = [number for number, what in enumerate(said) if what == "page"]
    assert len(pages) == 4
    assert all(later - earlier > 1 for earlier, later in pairwise(pages))


def test_one_whose_process_is_gone_does_not_stand_in_the_way() -> None:
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)
    later = timezone.now() + timedelta(seconds=30)
    name = f"{socket.gethostname()}:{pid}:x"
    ClusterState.objects.create(rebuilt_by=name, rebuilt_until=later)
    rebuild.rebuild()


def test_one_that_was_taken_for_dead_stops() -> None:
    slow = Hold()
    ClusterState.objects.update(rebuilt_until=timezone.now() - timedelta(seconds=1))
    Hold()
    with pytest.raises(RebuildError, match="took over"):
        slow.keep()


def test_an_index_of_other_lists_is_not_gone_on_with(
    add_document: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_document()
    monkeypatch.setattr(rebuild, "_fill", lambda *args: (_ for _ in ()).throw(Killed))
    with pytest.raises(Killed):
        rebuild.rebuild()
    monkeypatch.undo()
    ClusterIndex.objects.update(fingerprint="other")
    name = rebuild.rebuild()
    assert indices() == [name]


def test_the_comparison_sees_each_way_to_differ(add_document: Add) -> None:
    missing, old, same = add_document(), add_document(), add_document()
    name = rebuild.rebuild()
    tell_cluster()
    server = client.writing()
    server.delete(index=name, id=str(missing), refresh=True)
    source = {"page_id": old, "version": 1, "content_hash": "other"}
    server.index(index=name, id=str(old), document=source)
    server.index(index=name, id="5", document={"page_id": 5, "version": 1}, refresh=True)
    found = drift.compare(name)
    assert (found.missing, found.different, found.extra) == ((missing,), (old,), (5,))
    drift.mend(name, found)
    assert not drift.compare(name)
    assert same
