"""The state machine comes by everything that it is there for: it is led there by the hand once."""

from typing import Any

import pytest

from cms.models import CaseStudyPage, PlaybookPage
from tests.cms.moderation.conftest import OTHER, Desk
from tests.cms.moderation.newsroom import PHONE
from tests.cms.moderation.test_every_path import COMMON, REASON, with_people

CASE = {"kind": CaseStudyPage, "more": f" Bel {PHONE}.", "scheduled": False}
PLAYBOOK = {"kind": PlaybookPage, "more": "", "scheduled": True, "label": "clear"}
ANOTHER_FILE = {"field": "attachments", "more": "", "again": False, "scheduled": False}

OUTCOMES = {
    *COMMON,
    *("wagtail.workflow.cancel", "wagtail.unpublish", "wagtail.move", "wagtail.copy"),
    *("wagtail.publish.schedule", "wagtail.publish.scheduled"),
    *("organisationreviewtask rejected", "vngreviewtask rejected", "file replaced"),
}
STEPS: list[tuple[str, str, dict[str, Any]]] = [
    # The privacy check sends the first back; signed, an editor does too, and it is withdrawn once.
    ("sign", "author", {}),
    ("hand_in_again", "author", {}),
    ("send_back", "editor", {}),
    ("hand_in_again", "author", {}),
    ("withdraw", "editor", {}),
    ("hand_in", "author", {}),
    ("move", "superuser", {"slug": OTHER}),
    ("approve", "editor", {"before": 0}),
    ("replace_file", "author", {"old": True}),
    # Offline it may have another file, and another owner, and its first version again.
    ("edit", "author", ANOTHER_FILE),
    ("unpublish", "editor", {}),
    ("replace_file", "author", {"old": True}),
    ("move", "superuser", {"slug": OTHER}),
    ("revert", "superuser", {"back": 0}),
    ("copy", "superuser", {"alias": False}),
    ("publish_with_reason", "superuser", {"reason": REASON}),
    # The VNG sends a playbook back, and then lets it go on its day.
    ("create", "author", PLAYBOOK),
    ("hand_in", "author", {"number": -1}),
    ("approve", "editor", {"before": 0}),
    ("send_back", "editor of the VNG", {}),
    ("hand_in_again", "author", {}),
    ("approve", "editor of the VNG", {"before": 0}),
    ("time_passes", "", {"hours": 24}),
]


@pytest.mark.django_db
def test_the_state_machine_reaches_every_outcome(desk: Desk) -> None:
    paths = with_people(desk)()
    paths.open(writer="author", stage="handed in", **CASE)
    try:
        for name, who, values in STEPS:
            paths.readers_see_only_what_somebody_else_approved()
            getattr(paths, name)(**{**arguments(name, who), **values})
        paths.readers_see_only_what_somebody_else_approved()
    finally:
        paths.teardown()
    assert OUTCOMES - set(paths.reached) == set(), paths.reached


def arguments(name: str, who: str) -> dict[str, Any]:
    """Return who does it, and on the first item that it can be done with."""
    if not who:
        return {}
    if name == "create":
        return {"writer": who}
    role = {"sign": "first", "edit": "writer"}.get(name, "who")
    return {role: who, "number": 0}
