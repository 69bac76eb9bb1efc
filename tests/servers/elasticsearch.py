"""An Elasticsearch cluster of one node or more: started, waited for, stopped."""

import shutil
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.servers import Failed, processes
from tests.servers.account import hand_over, may_read, own_folder
from tests.servers.configuration import configure
from tests.servers.java import find_java
from tests.servers.node import Node
from tests.servers.ports import free_ports
from tests.servers.processes import Process
from tests.servers.releases import RELEASES, fetch

HEAP = "512m"
# Straight to loopback, whatever proxy the environment names.
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Cluster:
    """The nodes that were started together."""

    nodes: Sequence[Node]

    @property
    def url(self) -> str:
        """The addresses of all nodes, with commas between them."""
        return ",".join(node.url for node in self.nodes)

    def start(self) -> None:
        """Return when all of it answers; else leave nothing running, and of a failure the logs."""
        started: list[Process] = []
        try:
            for node in self.nodes:
                node.start()
                started.append(node.process)
            self.wait()
        except BaseException as problem:
            for process in started:
                process.stop(keep=isinstance(problem, Failed))
            raise

    def wait(self) -> None:
        """Return when every node has joined and no primary shard is missing."""
        processes.wait_until_ready([node.process for node in self.nodes], self.is_ready)

    def is_ready(self) -> bool:
        question = f"wait_for_status=yellow&wait_for_nodes={len(self.nodes)}&timeout=1s"
        try:
            with direct.open(
                f"{self.nodes[0].url}/_cluster/health?{question}", timeout=5
            ) as answer:
                return bool(answer.status == 200)
        except OSError:  # not listening yet, or 408: not enough nodes yet
            return False

    def stop(self) -> None:
        for node in self.nodes:
            node.process.stop()


def start(
    major: str = "8",
    *,
    nodes: int = 1,
    heap: str = HEAP,
    tuned: bool = False,
    data: Path | None = None,
    owner: int | None = None,
) -> Cluster:
    """Start a cluster and return when it answers; `data` is a folder to keep what it stores.

    `tuned` lets Java optimise all it can, for measurements: it takes twice as long to start.
    """
    release = RELEASES[major]
    java = find_java(release.oldest_java, release.newest_java)
    home = fetch(release)
    names = [f"elasticsearch-{release.version}-node-{number + 1}" for number in range(nodes)]
    folders = [own_folder(name, data) for name in names]
    home = readable_home(home, folders[0])
    ports = free_ports(2 * nodes)
    places = zip(names, folders, ports[:nodes], ports[nodes:], strict=True)
    cluster = Cluster(
        [
            Node(
                *(name, release, java, home, folder, port, transport),
                heap=heap,
                tuned=tuned,
                keep=data is not None,
                owner=owner,
            )
            for name, folder, port, transport in places
        ]
    )
    configure(cluster.nodes)
    cluster.start()
    return cluster


def readable_home(home: Path, folder: Path) -> Path:
    """Return the folder of Elasticsearch, or a copy where the servers' account may not read it."""
    if may_read(home):
        return home
    copy = folder / "home"
    shutil.copytree(home, copy, dirs_exist_ok=True)
    hand_over(copy, *copy.rglob("*"))
    return copy
