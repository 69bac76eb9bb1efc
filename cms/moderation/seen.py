"""With which version a reviewer compares a draft: the last that somebody read or that is live."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.models import TaskState


def seen_before(states: Iterable[TaskState], pages: Mapping[int, Any]) -> dict[int, int | str]:
    """Return the version by page, in one query; nothing of what is new to everybody."""
    waiting = {state.workflow_state_id: state for state in states}
    read = TaskState.objects.filter(workflow_state__in=waiting, finished_by__isnull=False)
    found: dict[int, int | str] = {
        pk: "live" for pk, page in pages.items() if page.live and page.has_unpublished_changes
    }
    for step in read.order_by("finished_at", "pk"):
        state = waiting[step.workflow_state_id]
        if step.revision_id != state.revision_id:
            found[int(state.workflow_state.object_id)] = step.revision_id
    return found
