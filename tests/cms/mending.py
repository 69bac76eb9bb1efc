"""Tries to mend what was sent back, where editors are left and where none is."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from cms.models import KnowledgePage
from tests.cms.editor_form import edit_address, form_of, hand_in
from tests.factories import organisation


def mends(*, is_left: bool) -> Callable[[Client, Any], bool]:
    """Change what was sent back, and hand it in again; somebody is left who edits there, or not."""

    def mend(browser: Client, place: Any) -> bool:
        page, form = place.waiting, form_of(place.waiting)
        step = page.current_workflow_task_state
        editor = User.objects.get(username=f"redactie-{place.slug}")
        step.task.specific.on_action(step, editor, "reject")
        if not is_left:
            organisation(place.slug).editors.user_set.clear()
        hand_in(browser, edit_address(page), form)
        page = KnowledgePage.objects.get(pk=page.pk)
        return (
            page.workflow_in_progress and page.get_latest_revision_as_object().summary == "Anders."
        )

    return mend
