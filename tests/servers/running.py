"""The servers that a run needs: started before it, stopped after it, whatever happens."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import Unavailable, elasticsearch, postgresql, processes
from tests.servers.elasticsearch import HEAP, Cluster
from tests.servers.processes import Process


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which servers, and how."""

    elasticsearch: str | None = None  # "8" or "9"
    nodes: int = 1
    heap: str = HEAP
    tuned: bool = False  # for measurements
    postgresql: bool = False
    data: Path | None = None  # a folder to keep what they store


@dataclass(slots=True)
class Servers:
    """The servers that run; None is one that was not asked for, or cannot be had here."""

    elasticsearch: Cluster | None = None
    postgresql: Process | None = None

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
            with or_skipped():
                servers.postgresql = postgresql.start(data=wanted.data, owner=owner)
        if wanted.elasticsearch:
            with or_skipped():
                servers.elasticsearch = elasticsearch.start(
                    wanted.elasticsearch,
                    nodes=wanted.nodes,
                    heap=wanted.heap,
                    tuned=wanted.tuned,
                    data=wanted.data,
                    owner=owner,
                )
        until_all_run.pop_all()
    return servers


@contextmanager
def or_skipped() -> Iterator[None]:
    """Go on without what cannot be had here, and say so loudly; in CI that is an error."""
    try:
        yield
    except Unavailable as problem:
        if os.environ.get("CI"):
            raise
        sys.stderr.write(f"SKIPPED: {problem}\n")


@contextmanager
def running(wanted: Wanted) -> Iterator[Servers]:
    """Have these servers for as long as the block runs."""
    servers = start(wanted, owner=os.getpid())
    try:
        yield servers
    finally:
        servers.stop()
