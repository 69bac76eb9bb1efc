"""Makes a new index beside the one that answers, and changes over in one step.

Safe to stop at any point, and to start again: what is done is kept in the database and in the
cluster, and every step looks there first.
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from elastic_transport import TransportError
from elasticsearch import ApiError

from search.cluster import client
from search.cluster.ahead import overtake
from search.cluster.drift import compare
from search.cluster.hold import Hold, RebuildError
from search.cluster.mapping import fingerprint, index_mapping, index_settings
from search.cluster.models import ClusterIndex
from search.cluster.writing import Outcome, is_made, prepare, write, writing_name
from search.models import SearchDocument
from search.progress import Progress, unwatched

BATCH = 1_000
WHILE_FILLING = "5s"  # between two refreshes: each makes a piece that has to be merged
MERGED_WITHIN = 600.0  # seconds; a hundred thousand items take about five
ROUNDS = 10  # of comparing and mending before we say that it does not work

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how far each part is: documents, or for the merge the one step."""

    fill: Progress = unwatched
    merge: Progress = unwatched
    proof: Progress = unwatched


def rebuild(fill: Progress = unwatched) -> str:
    """Hold, and make a new index; return its name."""
    with Hold() as hold:
        return make_index(hold, Watch(fill=fill))


def make_index(hold: Hold, watch: Watch) -> str:
    """Make and fill a new index, prove it right, let it answer, remove the old; return its name.

    Raises RebuildError when another rebuild took over, or when the new index does not become equal
    to the projection.
    """
    _finish_interrupted()
    index = _begin()
    _fill(index, hold, watch.fill)
    _settle_down(index, hold, watch.merge)
    _prove(index, hold, watch.proof)
    _change_over(index)
    _remove_retired()
    return index.name


def _finish_interrupted() -> None:
    """Do what a rebuild that was stopped between the cluster and the database left undone."""
    building = ClusterIndex.objects.filter(state=ClusterIndex.State.BUILDING).first()
    if building is not None:
        if building.name in _answering():
            _record_change_over(building)
        elif building.fingerprint != fingerprint() or not is_made(building.name):
            building.state = ClusterIndex.State.RETIRED
            building.save()
    _remove_retired()


def _begin() -> ClusterIndex:
    """Go on with the index that is being filled, or make one. From then on it gets every change.

    It is known here before it exists there, so that none is ever left behind.
    """
    building = ClusterIndex.objects.filter(state=ClusterIndex.State.BUILDING).first()
    if building is not None:
        return building
    building = ClusterIndex.objects.create(
        name=f"{client.index_prefix()}-{timezone.now():%Y%m%d%H%M%S}-{uuid4().hex[:6]}",
        state=ClusterIndex.State.BUILDING,
        fingerprint=fingerprint(),
    )
    client.writing().indices.create(
        index=building.name,
        mappings=index_mapping(),
        settings={**index_settings(), "refresh_interval": WHILE_FILLING},
        aliases={writing_name(building.name): {}},
    )
    return building


def _fill(index: ClusterIndex, hold: Hold, progress: Progress) -> None:
    """Write every document, tombstones too, in the order of page ids, from where it was left.

    While the cluster takes one batch, the next is turned into terms.
    """
    documents = SearchDocument.objects.order_by("pk")
    total = documents.count()
    done = documents.filter(pk__lte=index.filled_to).count()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="rebuild") as sender:
        sending: tuple[list[int], Future[Outcome]] | None = None
        last = index.filled_to
        while True:
            page_ids = list(documents.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH])
            prepared = list(prepare(page_ids))
            if sending is not None:
                sent, outcome = sending
                _settle(hold.wait_for(outcome), index)
                index.filled_to = sent[-1]
                index.save(update_fields=["filled_to"])
                hold.keep()
                done += len(sent)
                progress(done, total)
            if not page_ids:
                return
            sending = page_ids, sender.submit(write, prepared, [index.name])
            last = page_ids[-1]


def _settle_down(index: ClusterIndex, hold: Hold, progress: Progress) -> None:
    """Make the index as readers want it: in one piece, as every piece costs every question."""
    server = client.writing().options(request_timeout=MERGED_WITHIN)
    server.indices.put_settings(
        index=index.name, settings={"refresh_interval": index_settings()["refresh_interval"]}
    )
    progress(0, 1)
    sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="merge")
    try:
        merging = sender.submit(server.indices.forcemerge, index=index.name, max_num_segments=1)
        hold.wait_for(merging)
    except (TransportError, ApiError) as error:
        log.warning("The index is not in one piece, which costs time and no answer: %s", error)
    finally:
        sender.shutdown(wait=False)
    progress(1, 1)


def _settle(outcome: Outcome, index: ClusterIndex) -> None:
    if outcome.missing:
        raise RebuildError(f"The index {index.name} is gone.")
    overtake(outcome.ahead)
    for page_id, reason in outcome.refused.items():
        log.error("The cluster refuses item %d: %s", page_id, reason)


def _prove(index: ClusterIndex, hold: Hold, progress: Progress) -> None:
    """Compare, and mend, until nothing differs but what waits in the outbox."""
    for _round in range(ROUNDS):
        hold.keep()
        drift = compare(index.name, hold.keeping(progress))
        if not drift:
            return
        if drift.extra:
            raise RebuildError(f"The index {index.name} holds items that never were.")
        for start in range(0, len(drift.repairable), BATCH):
            prepared = prepare(drift.repairable[start : start + BATCH])
            _settle(write(prepared, [index.name], keep=hold.keep), index)
            hold.keep()
    raise RebuildError(f"{len(drift.repairable)} items are not as they should be: {drift}.")


def _change_over(index: ClusterIndex) -> None:
    """Let the new index answer, in one call: no search finds both or neither."""
    alias = client.index_prefix()
    actions = [{"remove": {"index": name, "alias": alias}} for name in _answering()]
    actions.append({"add": {"index": index.name, "alias": alias}})
    client.writing().indices.update_aliases(actions=actions)
    _record_change_over(index)


@transaction.atomic
def _record_change_over(index: ClusterIndex) -> None:
    ClusterIndex.objects.filter(state=ClusterIndex.State.SERVING).update(
        state=ClusterIndex.State.RETIRED
    )
    index.state = ClusterIndex.State.SERVING
    index.save()


def _remove_retired() -> None:
    """Drop indices that nobody asks any more."""
    for index in ClusterIndex.objects.filter(state=ClusterIndex.State.RETIRED):
        client.writing().indices.delete(index=index.name, ignore_unavailable=True)
        index.delete()


def _answering() -> list[str]:
    alias = client.index_prefix()
    if not client.writing().indices.exists_alias(name=alias):
        return []
    return sorted(client.writing().indices.get_alias(name=alias).body)
