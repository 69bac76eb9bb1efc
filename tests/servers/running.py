"""The servers that a run needs: started before it, stopped after it, whatever happens."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tests.servers import Unavailable, elasticsearch, postgresql, processes
from tests.servers.elasticsearch import HEAP, Cluster
from tests.servers.processes import Process

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which servers, and how."""

    elasticsearch: str | None = None  # "8" or "9"
    nodes: int = 1
    heap: str = HEAP
    postgresql: bool = False
    data: Path | None = None  # a folder to keep what they store


@dataclass(slots=True)
class Servers:
    """The servers that run; None is one that was not asked for, or cannot be had here."""

    elasticsearch: Cluster | None = None
    postgresql: Process | None = None
    missing: list[str] = field(default_factory=list)

    def environment(self, prefix: str = "") -> dict[str, str]:
        """Return the variables that name them, e.g. `DATABASE_URL`."""
        running = {"ELASTICSEARCH_URL": self.elasticsearch, "DATABASE_URL": self.postgresql}
        return {prefix + name: server.url for name, server in running.items() if server}

    def stop(self) -> None:
        for server in (self.elasticsearch, self.postgresql):
            if server:
                server.stop()


def start(wanted: Wanted, owner: int | None = None) -> Servers:
    """Start them; say which cannot be had here, and in CI raise `Unavailable` for it."""
    processes.stop_leftovers()
    servers = Servers()
    with ExitStack() as until_all_run:
        until_all_run.callback(servers.stop)
        if wanted.postgresql:
            servers.postgresql = attempt(
                lambda: postgresql.start(data=wanted.data, owner=owner), servers.missing
            )
        if major := wanted.elasticsearch:
            servers.elasticsearch = attempt(
                lambda: elasticsearch.start(
                    major, nodes=wanted.nodes, heap=wanted.heap, data=wanted.data, owner=owner
                ),
                servers.missing,
            )
        until_all_run.pop_all()
    return servers


def attempt(starting: Callable[[], S], missing: list[str]) -> S | None:
    """Return the server, or say loudly why there is none."""
    try:
        return starting()
    except Unavailable as problem:
        if os.environ.get("CI"):
            raise
        sys.stderr.write(f"SKIPPED: {problem}\n")
        missing.append(str(problem))
        return None


@contextmanager
def running(wanted: Wanted) -> Iterator[Servers]:
    """Have these servers for as long as the block runs."""
    servers = start(wanted, owner=os.getpid())
    try:
        yield servers
    finally:
        servers.stop()
