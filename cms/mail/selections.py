"""Closing the accounts of a whole selection at the desk: no user is saved, so no signal tells."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction

from cms.mail.last_editors import hand_on_what_waits


@hooks.register("before_bulk_action")
def tell_that_people_are_gone(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: BulkAction
) -> None:
    """What waits for them may be for others now."""
    if action.model is not get_user_model() or action_type != "set_active_state":
        return
    if not action.cleaned_form.cleaned_data["mark_as_active"]:
        hand_on_what_waits([person.pk for person in objects])
