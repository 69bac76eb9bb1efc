"""Connections to the cluster that `ELASTICSEARCH_URL` names; nobody else makes one."""

from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch

ANSWER_WITHIN = 1.0  # seconds that a reader waits for the cluster, once
_STEPS = 20  # in a second, that a question may wait
WRITE_WITHIN = 30.0  # seconds for a worker or a command, each time


def is_configured() -> bool:
    """Tell whether this installation has a cluster."""
    return bool(settings.ELASTICSEARCH_HOSTS)


@cache
def reading() -> Elasticsearch:
    """Return the client that readers' questions go through: one try, one second."""
    return Elasticsearch(
        **_options(), request_timeout=ANSWER_WITHIN, max_retries=0, retry_on_timeout=False
    )


def reading_within(seconds: float) -> Elasticsearch:
    """Return the same client, that waits for so long, to a twentieth of a second."""
    return _patient(max(1, round(seconds * _STEPS)))


@lru_cache(maxsize=64)
def _patient(steps: int) -> Elasticsearch:
    """Making one takes as long as a good part of a question does."""
    return reading().options(request_timeout=steps / _STEPS)


@cache
def writing() -> Elasticsearch:
    """Return the client of workers and commands: it may wait, and asks another node again."""
    return Elasticsearch(
        **_options(), request_timeout=WRITE_WITHIN, max_retries=3, retry_on_timeout=True
    )


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


def _options() -> dict[str, Any]:
    """Certificates are always verified: there is no setting that says otherwise."""
    options: dict[str, Any] = {"hosts": settings.ELASTICSEARCH_HOSTS}
    if settings.ELASTICSEARCH_API_KEY:
        options["api_key"] = settings.ELASTICSEARCH_API_KEY
    if settings.ELASTICSEARCH_CA_FILE:
        options["ca_certs"] = settings.ELASTICSEARCH_CA_FILE
    return options
