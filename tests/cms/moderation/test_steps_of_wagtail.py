"""A step of Wagtail's own, if a superuser puts one in the chain, takes nothing away from review."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, WorkflowTask

from cms.models import Approval, KnowledgePage
from tests.cms.editor_form import decide

pytestmark = pytest.mark.django_db


def add_step(page, *, alone):
    """Wagtail's step asks nobody which version they read, nor who wrote it."""
    step = GroupApprovalTask.objects.create(name="Nog iemand")
    step.groups.set(Group.objects.filter(user__username="redacteur-2"))
    workflow = page.get_workflow()
    if alone:
        workflow.workflow_tasks.all().delete()
    WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=9)
    return workflow


def is_live(page):
    return KnowledgePage.objects.get(pk=page.pk).live


def test_alone_it_publishes_nothing(desk):
    page = desk.draft()
    workflow = add_step(page, alone=True)
    assert not page.has_workflow  # nobody hands it in
    state = workflow.start(page, desk.people["author"])
    decide(desk.people["second editor"], state, "approve")
    state.refresh_from_db()
    assert (is_live(page), state.status) == (False, "in_progress")
    assert not Approval.objects.filter(revision__object_id=str(page.pk)).exists()


@pytest.mark.parametrize("changed", ["", "another version", "the same version again"])
def test_after_a_review_what_was_read_there_goes_live_and_nothing_newer(desk, changed):
    page = desk.draft()
    add_step(page, alone=False)
    state = desk.hand_in(page)
    decide(desk.people["editor"], state, "approve")
    if changed:
        page.title = "Wat niemand las"
        again = page.latest_revision if changed.startswith("the same") else None
        page.save_revision(user=desk.people["author"], overwrite_revision=again)
    decide(desk.people["second editor"], state, "approve")
    assert is_live(page) is not bool(changed)
