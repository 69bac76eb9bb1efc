"""A review step that a superuser turns off while drafts wait at it."""

import pytest

from cms.models import OrganisationReviewTask
from tests.cms.editor_form import decide
from tests.factories import signed_in

pytestmark = pytest.mark.django_db


def test_it_stays_on_while_drafts_wait_that_nobody_else_would_read_and_the_desk_says_so(desk):
    state, step = desk.hand_in(desk.draft()), OrganisationReviewTask.objects.get()
    superuser = signed_in(desk.people["superuser"])
    address = f"/beheer/workflows/tasks/disable/{step.pk}/"
    answer = superuser.post(address, follow=True)
    assert "Bij deze stap wachten concepten" in answer.text
    step.refresh_from_db()
    assert step.active
    decide(desk.people["editor"], state, "reject", comment="Te kort.")
    assert "Bij deze stap wachten concepten" not in superuser.post(address, follow=True).text
    step.refresh_from_db()
    assert not step.active
