"""Compares an index with the projection: by id, version and content."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.cluster import client, worker
from search.cluster.ahead import tell_again
from search.cluster.models import OutboxEntry
from search.models import SearchDocument
from search.progress import Progress, unwatched

PAGE = 5_000
AT_ONCE = 500  # repaired in one transaction

State = tuple[int, int, str]  # page id, version, content hash ("" of a tombstone)


@dataclass(frozen=True, slots=True)
class IndexDrift:
    """Ids of items that an index lacks, holds as they were, or should not hold at all."""

    missing: tuple[int, ...]
    different: tuple[int, ...]
    extra: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.different or self.extra)

    @property
    def repairable(self) -> tuple[int, ...]:
        """Those that writing again mends."""
        return self.missing + self.different


def compare(index: str, progress: Progress = unwatched) -> IndexDrift:
    """Walk through both in the order of page ids. What waits in the outbox is no drift.

    Raises TransportError or ApiError if the cluster does not answer.
    """
    client.writing().indices.refresh(index=index)
    held, total = {}, SearchDocument.objects.count()
    for page_id, version, content in _held(index):
        held[page_id] = (version, content)
        if len(held) % PAGE == 0:
            progress(min(len(held), total), total)
    missing, different = [], []
    for page_id, version, content in _expected():
        found = held.pop(page_id, None)
        if found is None:
            missing.append(page_id)
        elif found != (version, content):
            different.append(page_id)
    progress(total, total)
    waiting = set(OutboxEntry.objects.values_list("page_id", flat=True))
    # An item that was published while this ran is in the projection by now.
    known = set(SearchDocument.objects.filter(pk__in=held).values_list("pk", flat=True))
    return IndexDrift(
        tuple(sorted({*missing} - waiting)),
        tuple(sorted({*different} - waiting)),
        tuple(sorted({*held} - known - waiting)),
    )


def mend(index: str, drift: IndexDrift, progress: Progress = unwatched) -> None:
    """Tell the cluster anew what is missing or different; remove what was never in the projection.

    Their versions rise, above those of the index where it is ahead.
    """
    done, total = 0, len(drift.repairable)
    for start in range(0, total, AT_ONCE):  # whoever publishes meanwhile waits for one part
        tell_again(drift.repairable[start : start + AT_ONCE])
    while written := worker.work_once():
        done += written
        progress(min(done, total), total)
    for page_id in drift.extra:
        client.writing().options(ignore_status=404).delete(index=index, id=str(page_id))


def _expected() -> Iterator[State]:
    rows = SearchDocument.objects.order_by("pk").values_list("pk", "version", "content_hash")
    yield from rows.iterator(chunk_size=PAGE)


def _held(index: str) -> Iterator[State]:
    """Read an index from a point in time, in pages that each go on where the last one ended."""
    server = client.writing()
    point = server.open_point_in_time(index=index, keep_alive="5m")["id"]
    try:
        after = None
        while True:
            response = server.search(
                pit={"id": point, "keep_alive": "5m"},
                size=PAGE,
                sort=[{"page_id": "asc"}],
                search_after=after,
                source=False,
                stored_fields=["_none_"],
                docvalue_fields=[{"field": "version"}, {"field": "content_hash"}],
                track_total_hits=False,
            )
            hits = response["hits"]["hits"]
            for hit in hits:
                fields = hit["fields"]
                content = fields.get("content_hash", [""])[0]
                yield hit["sort"][0], fields["version"][0], content
            if len(hits) < PAGE:
                return
            after = hits[-1]["sort"]
    finally:
        server.close_point_in_time(id=point)
