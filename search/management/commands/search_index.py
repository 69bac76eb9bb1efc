"""`manage.py search_index`: fill what searches read, keep it in step, and see how it is doing."""

import json
import os
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from elastic_transport import TransportError
from elasticsearch import ApiError

from search.checks import OUTDATED_INDEX, OUTDATED_PROJECTION
from search.cluster import client, drift, worker
from search.cluster.hold import Hold, RebuildError
from search.cluster.mapping import fingerprint
from search.cluster.models import ClusterIndex, OutboxEntry
from search.cluster.rebuild import Watch, make_index
from search.cluster.status import Status, status
from search.indexing import Drift, find_drift, is_outdated, rebuild_projection
from search.indexing import repair as bring_in_step
from search.management.progress import Bar


class Command(BaseCommand):
    """The projection in the database, which every engine reads, and the index in the cluster."""

    help = "Fill, check and follow what searches read: the projection and the cluster's index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        actions = parser.add_subparsers(dest="action", required=True)
        again = actions.add_parser("rebuild", help="Make it all anew. Safe at any time.")
        again.add_argument(
            "--index-only", action="store_true", help="Leave the projection; make a new index."
        )
        check = actions.add_parser("check", help="Compare pages, projection and index.")
        check.add_argument("--repair", action="store_true", help="Bring what differs in step.")
        work = actions.add_parser("work", help="Tell the cluster what changes, until stopped.")
        work.add_argument("--once", action="store_true", help="Stop when nothing is waiting.")
        work.add_argument(
            "--with-parent", action="store_true", help="Stop when the starting process is gone."
        )
        state = actions.add_parser("status", help="Sizes, what waits, and the cluster's health.")
        state.add_argument("--json", action="store_true", help="Write one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what was found."""
        try:
            getattr(self, f"_{options['action']}")(**options)
        except RebuildError as error:
            raise CommandError(str(error)) from error
        except (TransportError, ApiError) as error:
            raise CommandError(f"The search cluster did not answer: {error}") from error
        except client.Unusable as error:
            raise CommandError(f"ELASTICSEARCH_URL: {error}") from error

    def _rebuild(self, *, index_only: bool, **options: Any) -> None:
        with Hold() as hold:
            if not index_only:
                count = rebuild_projection(hold.keeping(self._bar("Projection")))
                self.stdout.write(f"{count} documents are live.")
            if client.is_configured():
                watch = Watch(self._bar("Index"), self._bar("Merge"), self._bar("Proof"))
                name = make_index(hold, watch)
                self.stdout.write(f"{name} answers searches.")

    def _check(self, *, repair: bool, **options: Any) -> None:
        differs, left = self._compare(repairs=repair), _outdated()
        if repair and differs:
            left = [*self._compare(repairs=False), *_refused(), *left]
        if not differs and not left:
            self.stdout.write("Every published page has its document.")
        elif not repair:
            asks = ["Run: manage.py search_index check --repair"] * bool(differs)
            raise CommandError(" ".join([*differs, *asks, *left]))
        elif left:
            raise CommandError(" ".join([*differs, "Not repaired:", *left]))
        else:
            self.stdout.write(f"{' '.join(differs)} Repaired.")

    def _compare(self, *, repairs: bool) -> list[str]:
        found = find_drift(self._bar("Projection"))
        if repairs:
            bring_in_step(found, self._bar("Repair"))
        said = [f"{_said(found)} in the projection."] * bool(found)
        if client.is_configured():
            said += self._compare_index(repairs=repairs)
        return said

    def _compare_index(self, *, repairs: bool) -> list[str]:
        serving = ClusterIndex.objects.filter(state=ClusterIndex.State.SERVING).first()
        if serving is None:
            raise CommandError("There is no index yet. Run: manage.py search_index rebuild")
        found = drift.compare(serving.name, self._bar("Index"))
        if found and repairs:
            drift.mend(serving.name, found, self._bar("Repair"))
        return [
            f"{len(found.missing)} missing, {len(found.different)} out of date, "
            f"{len(found.extra)} too many in the index."
        ] * bool(found)

    def _bar(self, label: str) -> Bar:
        return Bar(self.stderr, label)

    def _work(self, *, once: bool, with_parent: bool, **options: Any) -> None:
        if once:
            while worker.work_once():
                pass
            return
        stop, parent = Event(), os.getppid()
        worker.stop_on_signals(stop)
        worker.work(stop, is_wanted=lambda: not with_parent or os.getppid() == parent)

    def _status(self, **options: Any) -> None:
        found = status()
        if options["json"]:
            self.stdout.write(json.dumps(found.as_dict(), indent=2))
        else:
            self.stdout.write("\n".join(_lines(found)))
        if client.is_configured() and found.faults:
            said = "; ".join(found.faults)
            raise CommandError(f"Searches may be answered by the database, or lack items: {said}")


def _said(found: Drift) -> str:
    return (
        f"{len(found.missing)} missing, {len(found.stale)} out of date, {len(found.extra)} too many"
    )


def _outdated() -> list[str]:
    """Say what only a rebuild mends."""
    asks = "Run: manage.py search_index rebuild"
    found = [OUTDATED_PROJECTION] * is_outdated()
    serving = ClusterIndex.objects.filter(state=ClusterIndex.State.SERVING)
    if client.is_configured() and serving.exclude(fingerprint=fingerprint()).exists():
        found.append(OUTDATED_INDEX)
    return [*found, asks] if found else []


def _refused() -> list[str]:
    """Say how many changes the cluster was told and did not take: no comparison sees these."""
    count = OutboxEntry.objects.filter(attempts__gt=0).count()
    return [f"{count} not taken by the cluster; search_index status says why."] * bool(count)


def _lines(found: Status) -> list[str]:
    made = "; word lists or code changed: rebuild it" if found.is_outdated else ""
    lines = [f"projection   {found.live} live, {found.tombstones} withdrawn{made}"]
    if not client.is_configured():
        return [*lines, "cluster      none: the database answers searches"]
    asks = (
        ""
        if found.is_current in {True, None}
        else "; word lists, code or mapping changed: rebuild it"
    )
    size = "" if found.size is None else f", {found.held} documents, {found.size / 1e6:.1f} MB"
    made = "" if found.fingerprint is None else f", made with {found.fingerprint}"
    oldest = "" if found.oldest is None else f", the oldest for {found.oldest:.0f} s"
    return [
        *lines,
        f"cluster      {found.server or 'does not answer'} {found.error}".rstrip(),
        f"index        {found.index or 'none: run search_index rebuild'}{size}{made}{asks}",
        f"outbox       {found.waiting} waiting{oldest}, {len(found.parked)} parked",
        *(f"  parked     item {page_id}: {error}" for page_id, error in found.parked.items()),
        f"breaker      {found.breaker}",
        f"rebuild      {found.rebuilt_by or 'none'}",
    ]
