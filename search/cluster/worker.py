"""Tells the cluster what changed: takes items from the outbox and writes them as they are now."""

import logging
import signal
from collections.abc import Callable, Mapping, Sequence
from threading import Event

from django.db import OperationalError, close_old_connections
from django.db.models import QuerySet
from elastic_transport import TransportError
from elasticsearch import ApiError

from search.cluster import outbox
from search.cluster.ahead import overtake
from search.cluster.bulk import Refresh
from search.cluster.mapping import fingerprint
from search.cluster.models import ClusterIndex
from search.cluster.outbox import Leased
from search.cluster.writing import Outcome, Prepared, is_made, prepare, write

BATCH = 500
PAUSE = 0.2  # seconds between looks at an outbox that was empty
AT_ONCE = 100  # so few items are made findable at once; more wait for the next refresh

log = logging.getLogger(__name__)


def work(stop: Event, *, is_wanted: Callable[[], bool] = lambda: True) -> None:
    """Keep going until told to stop, or not wanted any more. Any number of workers may run."""
    while not stop.is_set() and is_wanted():
        try:
            found = work_once()
        except OperationalError as error:  # the database was restarted, or is busy
            log.warning("The database did not answer: %s", error)
            found = 0
        if not found:
            close_old_connections()
            stop.wait(PAUSE)


def stop_on_signals(stop: Event) -> None:
    """Finish the batch at hand when the operator asks to stop."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())


def work_once() -> int:
    """Write one batch; return how many items were taken, zero when there is nothing to do now."""
    leased = outbox.lease(BATCH)
    if leased:
        _tell(leased)
    return len(leased)


def _tell(leased: Sequence[Leased]) -> None:
    page_ids = [item.page_id for item in leased]
    indices = _indices()
    prepared = list(prepare(page_ids))
    # An item leaves the outbox, and so comes back in sight, when no search finds it as it was.
    refresh: Refresh = "true" if len(prepared) <= AT_ONCE else "wait_for"
    try:
        outcome = write(
            prepared, _made(indices), refresh=refresh, keep=lambda: outbox.renew(leased)
        )
    except (TransportError, ApiError) as error:
        log.warning("The cluster did not take %d changes: %s", len(page_ids), error)
        outbox.postpone(page_ids, str(error))
        return
    if _indices() != indices:  # one was made meanwhile, and may have been filled before this
        outbox.postpone(page_ids, "another index")
        return
    _settle(page_ids, prepared, outcome)


def _settle(page_ids: Sequence[int], prepared: Sequence[Prepared], outcome: Outcome) -> None:
    overtake(outcome.ahead)
    failed = {**outcome.busy, **outcome.refused}
    outbox.settle((d.page_id, d.version) for d in prepared if d.page_id not in failed)
    torn = {*page_ids} - {document.page_id for document in prepared}
    if torn:
        outbox.postpone(sorted(torn), "changed while it was read")
    if outcome.busy:
        outbox.postpone(sorted(outcome.busy), next(iter(outcome.busy.values())))
    if outcome.refused and not _are_current():
        # An upgrade changed what an item holds, and this index cannot take that. A rebuild can.
        log.error("The index is from before an upgrade: run search_index rebuild")
        outbox.postpone(sorted(outcome.refused), "the index is from before an upgrade")
        return
    for page_id, reason in outcome.refused.items():
        log.error("The cluster refuses item %d: %s", page_id, reason)
        outbox.refuse(page_id, reason)


def _indices() -> dict[str, str]:
    """Return every index that takes changes, and its state: it answers, or is being filled."""
    return dict(_kept().values_list("name", "state"))


def _made(indices: Mapping[str, str]) -> list[str]:
    """Leave out what a rebuild was killed before making: its successor fills it from then on."""
    return [
        name
        for name, state in indices.items()
        if state != ClusterIndex.State.BUILDING or is_made(name)
    ]


def _are_current() -> bool:
    return not _kept().exclude(fingerprint=fingerprint()).exists()


def _kept() -> QuerySet[ClusterIndex]:
    return ClusterIndex.objects.exclude(state=ClusterIndex.State.RETIRED)
