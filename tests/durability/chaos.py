"""What goes wrong meanwhile: processes die, the cluster stops, hangs, and takes no writes."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from elastic_transport import TransportError
from elasticsearch import ApiError

from search.cluster import client
from tests.durability import LONGEST, SHORTEST
from tests.servers.elasticsearch import Cluster

WORKERS = 2


class Chaos:
    """Keeps two workers alive, and breaks something every few seconds until it is stopped.

    `calm` is how many seconds all is well at most before the next thing breaks.
    """

    def __init__(self, cluster: Cluster, seed: int, calm: float = LONGEST) -> None:
        self.done: Counter[str] = Counter()
        self._calm = calm
        self._cluster, self._chance = cluster, random.Random(seed)  # noqa: S311 - repeatable
        self._stop = Event()
        self._workers = [_command("work") for _number in range(WORKERS)]
        self._thread = Thread(target=self._run, name="chaos")

    def __enter__(self) -> "Chaos":
        self._thread.start()
        return self

    def __exit__(self, *problem: object) -> None:
        """Stop, and leave a cluster that is well and one worker fewer than before: none."""
        self._stop.set()
        self._thread.join()
        for worker in self._workers:
            _kill(worker)

    def _run(self) -> None:
        evils = {
            "worker killed": self._worker,
            "rebuild killed": self._rebuild,
            "rebuild finished": self._whole_rebuild,
            "cluster paused": self._pause,
            "cluster killed": self._kill_cluster,
            "index read-only": self._read_only,
        }
        while not self._stop.is_set():
            self._stop.wait(self._chance.uniform(SHORTEST, self._calm))
            name = self._chance.choice(sorted(evils))
            evils[name]()
            self.done[name] += 1

    def _sleep(self) -> None:
        time.sleep(self._chance.uniform(SHORTEST, LONGEST))

    def _worker(self) -> None:
        place = self._chance.randrange(WORKERS)
        _kill(self._workers[place])
        self._workers[place] = _command("work")

    def _rebuild(self) -> None:
        rebuild = _command("rebuild", "--index-only")
        time.sleep(self._chance.uniform(1.5, 8.0))  # starting Python takes a second or two
        _kill(rebuild)

    def _whole_rebuild(self) -> None:
        _command("rebuild", "--index-only").wait()

    def _pause(self) -> None:
        for node in self._cluster.nodes:
            node.process.pause()
        self._sleep()
        for node in self._cluster.nodes:
            node.process.resume()

    def _kill_cluster(self) -> None:
        for node in self._cluster.nodes:
            node.process.kill()
        self._sleep()
        self._cluster.start()

    def _read_only(self) -> None:
        _set_block(True)
        self._sleep()
        _set_block(None)


def tell_everything(is_empty: Callable[[], bool], seconds: float = 300) -> None:
    """Run one worker in peace until nothing waits."""
    with worker():
        until = time.monotonic() + seconds
        while not is_empty():
            if time.monotonic() > until:
                raise TimeoutError("The outbox does not become empty.")
            time.sleep(0.5)


@contextmanager
def worker() -> Iterator[None]:
    """Have one worker for as long as the block runs."""
    process = _command("work")
    try:
        yield
    finally:
        _kill(process)


def _set_block(value: bool | None) -> None:
    """Every index of ours, also one that is being filled."""
    every = f"{client.index_prefix()}-*"
    for _attempt in range(20):
        try:
            client.writing().indices.put_settings(
                index=every, settings={"index.blocks.write": value}, allow_no_indices=True
            )
            return
        except (TransportError, ApiError):
            time.sleep(1)
    raise TimeoutError("The block on writing cannot be changed.")


def _command(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "search_index", *words],
        env={**os.environ, "LOG_LEVEL": "CRITICAL"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
