"""Clusters for tests: a real one, one that is away, and one that hangs."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from search.cluster import client
from tests import cluster


@pytest.fixture
def real_cluster(db: None, settings: Any) -> Iterator[None]:
    """A cluster with an index of the projection, empty at first."""
    with cluster.indexed(settings):
        yield


def use(settings: Any, *urls: str) -> None:
    settings.ELASTICSEARCH_HOSTS = [*urls]
    client.forget()


@pytest.fixture
def cluster_away(settings: Any) -> Iterator[None]:
    """Nobody listens at the address of the cluster."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    use(settings, f"http://127.0.0.1:{port}")
    yield
    client.forget()


@pytest.fixture
def cluster_hangs(settings: Any) -> Iterator[None]:
    """Somebody listens and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        use(settings, f"http://127.0.0.1:{server.getsockname()[1]}")
        yield
    client.forget()
