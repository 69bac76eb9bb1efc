"""How the cluster and its index are doing, for who keeps the portal running."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from elastic_transport import TransportError
from elasticsearch import ApiError

from search.cluster import client
from search.cluster.mapping import fingerprint
from search.cluster.models import ClusterIndex, ClusterState, OutboxEntry
from search.cluster.outbox import BEHIND_AFTER, MOST_HIDDEN
from search.indexing import is_outdated
from search.models import SearchDocument

CLOSED = "closed"
MOST_PARKED = 20  # that are named


@dataclass(frozen=True, slots=True)
class Status:
    """Numbers of documents, what waits (seconds), and whether readers' questions get there."""

    live: int
    tombstones: int
    is_outdated: bool  # the projection: made before an upgrade
    waiting: int
    oldest: float | None
    parked: dict[int, str]
    breaker: str
    rebuilt_by: str
    index: str | None
    fingerprint: str | None  # what it was made with
    is_current: bool | None
    server: str | None
    held: int | None
    size: int | None  # bytes
    error: str

    @property
    def faults(self) -> list[str]:
        """Say why readers may be getting the database, or lack what the cluster refuses."""
        late = BEHIND_AFTER.total_seconds()
        said = {
            f"the cluster says: {self.error}": self.error,
            f"the breaker is {self.breaker}": self.breaker != CLOSED,
            "there is no index: run search_index rebuild": self.index is None,
            f"changes wait for {self.oldest or 0:.0f} seconds: does search_index work run?": (
                self.oldest is not None and self.oldest > late
            ),
            f"{self.waiting} changes wait": self.waiting > MOST_HIDDEN,
            "the cluster refuses items": self.parked,
        }
        return [text for text, holds in said.items() if holds]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def status() -> Status:
    """Ask the database and the cluster; what the cluster does not answer is None."""
    documents = SearchDocument.objects
    entries = OutboxEntry.objects.filter(parked_at=None).order_by("created_at")
    oldest = entries.values_list("created_at", flat=True).first()
    parked = OutboxEntry.objects.exclude(parked_at=None).order_by("pk")[:MOST_PARKED]
    state = ClusterState.objects.filter(pk=1).first() or ClusterState()
    serving = ClusterIndex.objects.filter(state=ClusterIndex.State.SERVING).first()
    return Status(
        live=documents.filter(is_live=True).count(),
        tombstones=documents.filter(is_live=False).count(),
        is_outdated=is_outdated(),
        waiting=entries.count(),
        oldest=None if oldest is None else (timezone.now() - oldest).total_seconds(),
        parked={entry.page_id: entry.error for entry in parked},
        breaker=_breaker(state.open_until, state.failures),
        rebuilt_by=state.rebuilt_by,
        index=None if serving is None else serving.name,
        fingerprint=None if serving is None else serving.fingerprint,
        is_current=None if serving is None else serving.fingerprint == fingerprint(),
        **_cluster(serving, state),
    )


def _breaker(open_until: datetime | None, failures: int) -> str:
    if open_until is None:
        return CLOSED
    return f"open after {failures} failures, next try {timezone.localtime(open_until):%H:%M:%S}"


def _cluster(serving: ClusterIndex | None, state: ClusterState) -> dict[str, Any]:
    error = state.error if state.open_until else ""  # else a probe was answered since
    found: dict[str, Any] = {"server": None, "held": None, "size": None, "error": error}
    if not client.is_configured():
        return found
    try:
        found["server"] = client.reading().info()["version"]["number"]
        if serving is not None:
            stats = client.reading().indices.stats(index=client.index_prefix())
            total = stats["_all"]["primaries"]
            found.update(held=total["docs"]["count"], size=total["store"]["size_in_bytes"])
            if [*stats["indices"]] != [serving.name]:  # somebody else moved our alias
                found["error"] = f"searches are sent to {', '.join(sorted(stats['indices']))}"
    except (TransportError, ApiError, client.Unusable) as problem:
        found["error"] = str(problem)
    except (LookupError, TypeError) as problem:
        found["error"] = f"not an answer to what was asked: {problem!r}"
    return found
