"""Wagtail's reports of the review: as many questions for few drafts as for many."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import WorkflowState

from tests.cms.editor_form import decide
from tests.desk_channels import body
from tests.factories import signed_in

pytestmark = pytest.mark.django_db

REPORTS = [
    f"/beheer/reports/{name}{more}"
    for name in ("workflow", "workflow_tasks")
    for more in ("/", "/results/", "/?export=csv")
]


def asked(client, address):
    with CaptureQueriesContext(connection) as queries:
        body(client.get(address))
    return [each["sql"] for each in queries]


def test_as_many_queries_for_few_as_for_many(desk):
    client = signed_in(desk.people["editor"])
    counts = {address: [] for address in REPORTS}
    for more in (2, 5):
        for _each in range(more):
            desk.hand_in(desk.draft())
        for address in REPORTS:
            asked(client, address)
            counts[address].append(len(asked(client, address)))
    assert {each: found for each, found in counts.items() if found[0] != found[1]} == {}


def steps_shown(client):
    page = body(client.get("/beheer/reports/workflow/"))
    return re.findall(r'w-tooltip-content-value="([^"]*)"', page)


def test_it_shows_the_steps_as_wagtail_tells_them(desk):
    """What was decided of an older version counts no more."""
    page = desk.draft()
    decide(desk.people["editor"], desk.hand_in(page), "reject", comment="Korter.")
    client = signed_in(desk.people["editor"])
    shown = [steps_shown(client)]
    page.save_revision(user=desk.people["author"])
    review = WorkflowState.objects.get()
    review.resume(desk.people["author"])
    shown.append(steps_shown(client))
    steps = review.all_tasks_with_status()
    assert shown[1] == [f"{step.name}: {step.status_display}" for step in steps]
    assert shown[0] != shown[1]
    assert "Redactie van de organisatie: Afgekeurd" in shown[0]
