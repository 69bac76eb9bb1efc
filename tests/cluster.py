"""A real cluster for tests: an index of its own for each, told of every change before it asks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest

from search.cluster import client, engine, rebuild, worker
from search.cluster.models import OutboxEntry
from search.contract import Match, SearchQuery
from search.readings import Reading

URL = os.environ.get("TEST_ELASTICSEARCH_URL", "")

PATIENT = 10.0  # seconds

needs_cluster = pytest.mark.skipif(not URL, reason="no Elasticsearch: TEST_ELASTICSEARCH_URL")


@contextmanager
def connected(settings: Any) -> Iterator[None]:
    """Let the portal use the cluster under a name that no other test has; clean up after.

    Readers wait longer than a second: what a slow machine answers late is no fault of the portal.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "ANSWER_WITHIN", PATIENT)
        yield from _connected(settings)


def _connected(settings: Any) -> Iterator[None]:
    settings.ELASTICSEARCH_HOSTS = [URL]
    settings.ELASTICSEARCH_PREFIX = f"test-{uuid4().hex[:12]}"
    client.forget()
    try:
        yield
    finally:
        ours = client.writing().indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}-*")
        if ours:
            client.writing().indices.delete(index=sorted(ours))
        client.forget()


@contextmanager
def indexed(settings: Any) -> Iterator[None]:
    """Like `connected`, with an index of what the projection holds."""
    with connected(settings):
        rebuild.rebuild()
        yield


def tell_cluster() -> None:
    """Do what a worker does, until nothing is left to do."""
    while worker.work_once():
        pass
    assert not OutboxEntry.objects.exists(), list(OutboxEntry.objects.values())


class ToldBefore(engine.ElasticsearchEngine):
    """The engine as it is when the worker has caught up."""

    def match(self, query: SearchQuery, reading: Reading) -> Match:
        tell_cluster()
        return super().match(query, reading)
