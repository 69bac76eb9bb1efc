"""What the cluster must still be told: written with the change itself, gone when it is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import uniform

from django.db import connection, transaction
from django.db.models import DateTimeField, F, QuerySet, Value
from django.utils import timezone

from cms.models import KnowledgePage
from search.cluster import client
from search.cluster.models import ClusterIndex, OutboxEntry

BEHIND_AFTER = timedelta(seconds=30)  # an index that is further behind answers nobody
MOST_HIDDEN = 1_000  # changes that a search leaves out; with more the index answers nobody
# Time to do over what a killed worker had, twice, before the index is too far behind. A worker that
# lives and needs longer is overtaken by another, which does no harm: what is written has a version.
LEASE = BEHIND_AFTER * 0.4
MOST_ATTEMPTS = 5  # for what the cluster refuses; what it does not answer is tried for ever
LONGEST_WAIT = 30.0  # seconds between two attempts


class Behind(Exception):
    """The index is too far behind to answer."""


@dataclass(frozen=True, slots=True)
class Leased:
    """An item that this worker, and no other, tells the cluster about now."""

    page_id: int
    version: int


def note(page_id: int, version: int) -> None:
    """Remember that an item changed. Belongs in the transaction of the change.

    Nothing is written where there is no cluster and never was: the first rebuild takes everything.
    """
    if not client.is_configured() and not ClusterIndex.objects.exists():
        return
    # What was parked begins to wait anew; what waits already has waited since its first change.
    OutboxEntry.objects.filter(page_id=page_id, parked_at__isnull=False).delete()
    entry = OutboxEntry(page_id=page_id, version=version, not_before=timezone.now())
    OutboxEntry.objects.bulk_create(
        [entry],
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=["version", "attempts", "not_before", "error"],
    )


def hidden() -> list[int]:
    """Return the items that the index may hold as they were: no search may show or count these.

    With them what nobody reads any more since midnight. Raises Behind if there are over a
    thousand, or if one has been waiting for half a minute.
    """
    waiting = list(_waiting(timezone.localdate()).all())
    late = timezone.now() - BEHIND_AFTER
    oldest = next((created for _id, created, parked in waiting if parked is None), None)
    if len(waiting) > MOST_HIDDEN or (oldest is not None and oldest < late):
        raise Behind(f"changes are waiting since {oldest}")
    return [page_id for page_id, _created, _parked in waiting]


@lru_cache(maxsize=2)
def _waiting(day: date) -> "QuerySet[OutboxEntry, tuple[int, datetime, datetime | None]]":
    """Return the question for what waits, oldest first: every search asks it, so one for a day."""
    then = Value(timezone.now(), DateTimeField())
    past = KnowledgePage.objects.past_reading().order_by()
    entries = OutboxEntry.objects.order_by().values_list("page_id", "created_at", "parked_at")
    # What is past waits for no worker, as what is parked.
    rows = entries.union(past.values_list("pk", then, then), all=True)
    return rows.order_by("created_at")[: MOST_HIDDEN + 1]


@transaction.atomic
def lease(most: int) -> list[Leased]:
    """Take the items that waited longest, so that no other worker takes them meanwhile."""
    now = timezone.now()
    due = _free().filter(not_before__lte=now, parked_at=None)
    entries = list(due.order_by("not_before")[:most])
    OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(
        not_before=now + LEASE
    )
    return [Leased(entry.page_id, entry.version) for entry in entries]


def _free() -> "QuerySet[OutboxEntry]":
    """Lock rows, but for those that an editor changes now: those are due again by that change.

    A worker that waited for an editor while it holds other rows could keep that editor waiting.
    """
    skip = connection.features.has_select_for_update_skip_locked
    return OutboxEntry.objects.select_for_update(skip_locked=skip)


@transaction.atomic
def renew(leased: Sequence[Leased]) -> None:
    """Keep what we took: the batch takes long. What changed meanwhile is anybody's."""
    now = timezone.now()
    page_ids = [item.page_id for item in leased]
    ours = _free().filter(pk__in=page_ids, not_before__gt=now, parked_at=None)
    OutboxEntry.objects.filter(pk__in=list(ours.values_list("pk", flat=True))).update(
        not_before=now + LEASE
    )


def settle(written: Iterable[tuple[int, int]]) -> None:
    """Take away what the cluster now holds, as (page id, version), unless it changed again."""
    for page_id, version in written:
        OutboxEntry.objects.filter(page_id=page_id, version__lte=version).delete()


@transaction.atomic
def postpone(page_ids: Sequence[int], error: str) -> None:
    """Try again later: the cluster did not answer, or has no time."""
    entries = dict(_free().filter(pk__in=page_ids).values_list("pk", "attempts"))
    attempts = max(entries.values(), default=0)
    wait = min(LONGEST_WAIT, 0.2 * 2 ** min(attempts, 10)) * uniform(0.8, 1.2)  # noqa: S311 - no secret
    OutboxEntry.objects.filter(pk__in=list(entries)).update(
        attempts=F("attempts") + 1,
        not_before=timezone.now() + timedelta(seconds=wait),
        error=error[:2000],
    )


def refuse(page_id: int, error: str) -> None:
    """Try again a few times, then park: the cluster says that it cannot hold this item."""
    postpone([page_id], error)
    OutboxEntry.objects.filter(pk=page_id, attempts__gte=MOST_ATTEMPTS).update(
        parked_at=timezone.now()
    )
