"""Whether the cluster is asked at all: one failure is enough, and only a probe may say otherwise.

A probe is easier to answer than a reader: until one was answered, the next failure waits longer.
What is known stands in the database, so that all web processes know it: a cluster that hangs costs
one reader one second, and then nobody anything.
"""

import logging
from datetime import datetime, timedelta
from threading import Thread

from django.db import connection
from django.db.models import F
from django.utils import timezone
from elastic_transport import TransportError
from elasticsearch import ApiError

from search.cluster import answer, client
from search.cluster.models import ClusterState

FIRST_WAIT, LONGEST_WAIT = 2, 30  # seconds until the cluster is asked again

log = logging.getLogger(__name__)


def doubt() -> int | None:
    """Return how often it failed since a reader was answered; None: ask it nothing. One query.

    When it is time to try again, one process does so in the background; no reader waits for it.
    """
    state = ClusterState.objects.filter(pk=1).values_list("open_until", "failures").first()
    open_until, failures = state or (None, 0)
    if open_until is None:
        return failures
    if open_until <= timezone.now() and _is_ours(open_until, failures):
        Thread(target=_probe, name="probe of the search cluster", daemon=True).start()
    return None


def trip(reason: str) -> None:
    """Ask the cluster no more for now."""
    log.warning("Searches go to the database: %s", reason)
    ClusterState.objects.get_or_create(pk=1)
    state = ClusterState.objects.filter(pk=1)
    failures = state.values_list("failures", flat=True).get()
    state.update(failures=F("failures") + 1, open_until=_next_try(failures), error=reason[:2000])


def close() -> None:
    """Ask the cluster again."""
    ClusterState.objects.filter(pk=1).update(open_until=None)


def trust() -> None:
    """Forget the failures: a reader was answered."""
    ClusterState.objects.filter(pk=1, open_until=None).update(failures=0, error="")


def probe() -> bool:
    """Ask the cluster something small, as a reader would; close the breaker if it answers."""
    try:
        found = client.reading().search(
            index=client.index_prefix(), size=1, source=False, allow_partial_search_results=False
        )
        reason = "" if answer.is_whole(found.body) else "the answer came in part"
    except (TransportError, ApiError, client.Unusable, LookupError, TypeError) as error:
        reason = str(error)
    if reason:
        trip(reason)
    else:
        close()
    return not reason


def _is_ours(open_until: datetime, failures: int) -> bool:
    """Move the time of the next try on; who moved it tries now."""
    state = ClusterState.objects.filter(pk=1, open_until=open_until)
    return bool(state.update(open_until=_next_try(failures)))


def _next_try(failures: int) -> datetime:
    return timezone.now() + timedelta(seconds=min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures, 8)))


def _probe() -> None:
    try:
        probe()
    finally:
        connection.close()
