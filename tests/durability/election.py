"""`make election`: the elected master of three nodes is killed while people search and publish.

Ends with 1 if a search failed, or if a change is not in the index afterwards.
"""

import json
import sys
import tempfile
import threading
import time
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from tests.durability.portal import prepare, say, tell_and_compare
from tests.servers.elasticsearch import Cluster, direct
from tests.servers.running import Wanted, running

NODES = 3
BEFORE, AFTER = 15, 45  # seconds of load before the master dies, and after
QUESTIONS = ("hennep", "drugslab", "bedreiging raadslid", "vakantiepark", "agressie", "")


@dataclass
class Load:
    """Searches one after another until it is stopped."""

    times: list[float] = field(default_factory=list)
    stood_in: int = 0
    failed: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self, ask: Callable[[str], bool]) -> None:
        while not self.stop.is_set():
            started = time.monotonic()
            try:
                self.stood_in += ask(QUESTIONS[len(self.times) % len(QUESTIONS)])
            except Exception as problem:  # noqa: BLE001 - whatever a reader would not get an answer for
                self.failed.append(repr(problem))
            self.times.append(time.monotonic() - started)


def main() -> int:
    wanted = Wanted(elasticsearch="8", nodes=NODES, heap="700m")
    with running(wanted) as servers, tempfile.TemporaryDirectory() as folder:
        assert servers.elasticsearch
        prepare(servers, Path(folder))
        return prove(servers.elasticsearch, Namespace(seed=1))


def prove(cluster: Cluster, options: Namespace) -> int:
    from django.core.management import call_command  # noqa: PLC0415 - needs the settings

    from cms.access import STRANGER  # noqa: PLC0415 - Django is set up first
    from search.cluster import client  # noqa: PLC0415 - Django is set up first
    from search.contract import SearchQuery  # noqa: PLC0415 - Django is set up first
    from search.search import search  # noqa: PLC0415 - Django is set up first
    from tests.durability.changes import Changes  # noqa: PLC0415 - Django is set up first
    from tests.durability.chaos import worker  # noqa: PLC0415 - Django is set up first

    changes, load = Changes(options.seed), Load()
    for _number in range(60):
        changes.make_one()
    call_command("search_index", "rebuild", stdout=StringIO(), stderr=StringIO())
    settings = {"number_of_replicas": NODES - 1}
    client.writing().indices.put_settings(index=f"{client.index_prefix()}-*", settings=settings)
    client.writing().cluster.health(wait_for_status="green", timeout="60s")
    searcher = threading.Thread(
        target=load.run,
        args=[lambda text: search(SearchQuery(reader=STRANGER, text=text)).is_stand_in],
    )
    with worker():
        searcher.start()
        make_changes(changes, BEFORE)
        name = kill_master(cluster)
        make_changes(changes, AFTER)
        load.stop.set()
        searcher.join()
    say(f"{NODES} nodes, {NODES - 1} replicas; {name}, the elected master, was killed")
    say(f"searches: {len(load.times)}, failed: {len(load.failed)}, worst {max(load.times):.2f} s")
    say(f"answered by the database meanwhile: {load.stood_in}")
    say(f"changes: {dict(sorted(changes.done.items()))}")
    for problem in load.failed[:5]:
        say(problem)
    return tell_and_compare() or int(bool(load.failed))


def make_changes(changes: object, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        changes.make_one()


def kill_master(cluster: Cluster) -> str:
    with direct.open(f"{cluster.nodes[0].url}/_cat/master?format=json", timeout=5) as answer:
        (master,) = json.load(answer)
    (node,) = (node for node in cluster.nodes if node.name == master["node"])
    node.process.kill()
    return node.name


if __name__ == "__main__":
    sys.exit(main())
