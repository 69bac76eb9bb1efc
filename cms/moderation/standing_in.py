"""Who stands in for an organisation without editors changes what was sent back there."""

from typing import Any

from wagtail.models import WorkflowState

from cms.moderation.editors import Editors
from cms.moderation.owners import owners_of_each


def sent_back_to_stand_in(user: Any) -> list[int]:
    """Return the ids of the drafts of others that this person may change for that reason."""
    organisations = Editors.read().stood_in_for_by(user)
    if not organisations:
        return []
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    owners = owners_of_each(map(int, states.values_list("object_id", flat=True)))
    return [pk for pk, owner in owners.items() if owner in organisations]


def is_sent_back(page: Any) -> bool:
    """Tell whether a draft waits for somebody to change it."""
    state = page.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
