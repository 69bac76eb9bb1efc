"""That one rebuild runs at a time."""

import os
import socket
from concurrent.futures import Future, wait
from datetime import timedelta
from typing import Self, TypeVar
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from search.cluster.models import ClusterState
from search.progress import Progress

HOLD = timedelta(seconds=30)  # how long a rebuild that says nothing is taken to be alive

Result = TypeVar("Result")


class RebuildError(Exception):
    """Why an index could not be made; what answers now goes on answering."""


class Hold:
    """A name in the database that has to be kept fresh; for a `with` around the whole rebuild."""

    def __init__(self) -> None:
        """Raise RebuildError if somebody else holds it."""
        self.name = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"[:80]
        now = timezone.now()
        with transaction.atomic():
            ClusterState.objects.get_or_create(pk=1)
            state = ClusterState.objects.select_for_update().get(pk=1)
            left = (state.rebuilt_until or now) - now
            if left.total_seconds() > 0 and not _is_dead(state.rebuilt_by):
                raise RebuildError(
                    f"Another rebuild runs ({state.rebuilt_by}). If it does not any more, "
                    f"try again in {left.seconds + 1} seconds."
                )
            state.rebuilt_by, state.rebuilt_until = self.name, now + HOLD
            state.save()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        ClusterState.objects.filter(pk=1, rebuilt_by=self.name).update(
            rebuilt_by="", rebuilt_until=None
        )

    def keep(self) -> None:
        """Say that we are still there. Raise RebuildError if we were taken for dead."""
        mine = ClusterState.objects.filter(pk=1, rebuilt_by=self.name)
        if not mine.update(rebuilt_until=timezone.now() + HOLD):
            raise RebuildError("Another rebuild took over while this one stood still.")

    def keeping(self, progress: Progress) -> Progress:
        """Return the same progress, that keeps the hold too."""

        def kept(done: int, total: int) -> None:
            self.keep()
            progress(done, total)

        return kept

    def wait_for(self, work: "Future[Result]") -> Result:
        """Return what another thread makes, and keep the hold meanwhile."""
        while wait([work], timeout=HOLD.total_seconds() / 4).not_done:
            self.keep()
        return work.result()


def _is_dead(name: str) -> bool:
    """Tell whether a process of this very machine is gone."""
    host, pid, _unique = name.split(":")
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
