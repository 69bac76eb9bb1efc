"""Connections to the cluster that `ELASTICSEARCH_URL` names; nobody else makes one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from time import monotonic
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch

from search.cluster.pool import AskedFirstPool
from search.cluster.punctual import ANSWER_WITHIN, PunctualNode

SHORTEST = 0.05  # seconds that the last of a reader's questions gets at least
_STEPS = round(1 / SHORTEST)  # in a second, that a question may wait
# Seconds that a node of several is left alone after it did not answer; ever longer where it answers
# what is small, and readers not.
NOT_AGAIN_FOR, LONGEST_APART = 30.0, 600.0
WRITE_WITHIN = 30.0  # seconds for a worker or a command, each time


class Unusable(Exception):
    """The settings name a cluster in a way that nothing can connect with."""


@dataclass(slots=True)
class Patience:
    """How many seconds a reader still waits for the cluster, and how often it was asked."""

    left: float
    asked: int = 0


_patience: ContextVar[Patience | None] = ContextVar("patience", default=None)


def is_configured() -> bool:
    """Tell whether this installation has a cluster."""
    return bool(settings.ELASTICSEARCH_HOSTS)


@cache
def reading() -> Elasticsearch:
    """Return the client that readers' questions go through: one try, one second."""
    return _connect(
        node_class=PunctualNode,
        node_pool_class=AskedFirstPool,
        request_timeout=ANSWER_WITHIN,
        max_retries=0,
        retry_on_timeout=False,
        dead_node_backoff_factor=NOT_AGAIN_FOR,
        max_dead_node_backoff=LONGEST_APART,
    )


@contextmanager
def one_reader() -> Iterator[None]:
    """Whatever is asked of the cluster inside waits ANSWER_WITHIN seconds together."""
    token = None if _patience.get() else _patience.set(Patience(ANSWER_WITHIN))
    try:
        yield
    finally:
        if token is not None:
            _patience.reset(token)


@contextmanager
def asking() -> Iterator[tuple[Elasticsearch, Patience]]:
    """Lend the client for a request; it waits for as long as the reader has left."""
    patience = _patience.get() or Patience(ANSWER_WITHIN)
    patience.asked += 1
    started = monotonic()
    try:
        yield _patient(max(1, round(patience.left * _STEPS))), patience
    finally:
        patience.left -= monotonic() - started


@lru_cache(maxsize=64)
def _patient(steps: int) -> Elasticsearch:
    """Making one takes as long as a good part of a question does."""
    return reading().options(request_timeout=steps / _STEPS)


@cache
def writing() -> Elasticsearch:
    """Return the client of workers and commands: it may wait, and asks another node again."""
    return _connect(request_timeout=WRITE_WITHIN, max_retries=3, retry_on_timeout=True)


def index_prefix() -> str:
    """Return what the names of our indices start with; also the alias that readers ask."""
    prefix: str = settings.ELASTICSEARCH_PREFIX
    return prefix


def forget() -> None:
    """Close the connections, so that changed settings count; for tests."""
    for connect in (reading, writing):
        if connect.cache_info().currsize:
            connect().close()
        connect.cache_clear()
    _patient.cache_clear()


def _connect(**options: Any) -> Elasticsearch:
    """Certificates are always verified: there is no setting that says otherwise."""
    hosts = settings.ELASTICSEARCH_HOSTS
    if not all(host.startswith(("http://", "https://")) for host in hosts):
        raise Unusable("An address does not start with http:// or https://")
    if settings.ELASTICSEARCH_API_KEY:
        options["api_key"] = settings.ELASTICSEARCH_API_KEY
    if settings.ELASTICSEARCH_CA_FILE:
        options["ca_certs"] = settings.ELASTICSEARCH_CA_FILE
    try:
        return Elasticsearch(hosts, **options)
    except ValueError as error:
        raise Unusable(str(error)) from error
