"""Who stands in changes what was sent back: to an organisation without editors, or to nobody."""

from typing import Any

from django.db.models import Q
from wagtail.models import Page, WorkflowState

from cms.moderation.editors import Editors
from cms.moderation.owners import owners_of_each


def sent_back_to_stand_in(user: Any) -> list[int]:
    """Return the ids of the drafts of others that this person may change for that reason.

    Where nobody is left of who handed it in and who owns it, the editors of the organisation mend
    it, whatever they may change otherwise: of pages of no organisation the VNG's.
    """
    editors = Editors.read()
    organisations = editors.stood_in_for_by(user)
    own = {pk for pk, people in editors.by_organisation.items() if user.pk in people}
    if not (organisations or own):
        return []
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    sent_back = dict(states.values_list("object_id", "requested_by__is_active"))
    owners = owners_of_each(map(int, sent_back))
    left = {pk for pk in owners if not sent_back[str(pk)]}
    is_gone = Q(owner=None) | Q(owner__is_active=False)
    left &= {*Page.objects.filter(is_gone, pk__in=left).values_list("pk", flat=True)}
    return [
        pk
        for pk, owner in owners.items()
        if owner in organisations or (owner in own and pk in left)
    ]


def is_sent_back(page: Any) -> bool:
    """Tell whether a draft waits for somebody to change it."""
    state = page.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
