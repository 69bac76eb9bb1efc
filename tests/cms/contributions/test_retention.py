"""Who handed in a lesson is forgotten in time, and the portal manager sees that it happens."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import (
    Contribution,
    ContributionLink,
    ContributionMessage,
    LessonPage,
    PortalSettings,
)
from cms.reference.organisations import PORTAL_MANAGERS
from tests.cms.contributions.sender import EMAIL, NAME, do, handed_in, send
from tests.cms.contributions.test_status import publish
from tests.factories import make_user, member_of, signed_in

pytestmark = pytest.mark.django_db

REPORT = "/beheer/reports/ingediend/"


def run_after(**time):
    """Erase what is overdue after some time; return what the command says."""
    said = StringIO()
    with time_machine.travel(timezone.now() + timedelta(**time)):
        call_command("erase_contributions", stdout=said)
    return said.getvalue().strip()


def test_who_does_not_confirm_in_time_is_deleted():
    send()
    assert run_after(hours=47) == "Not confirmed: 0. Senders: 0."
    assert run_after(hours=49) == "Not confirmed: 1. Senders: 0."
    assert not Contribution.objects.exists()
    assert not ContributionLink.objects.exists()


def test_the_sender_is_forgotten_when_nothing_happens_and_the_draft_stays():
    contribution, link = handed_in()
    with time_machine.travel(timezone.now() + timedelta(days=100)):
        do(link, "answer", text="Weet u al meer?")
    assert run_after(days=200) == "Not confirmed: 0. Senders: 0."  # counted from the answer
    assert run_after(days=281) == "Not confirmed: 0. Senders: 1."
    contribution.refresh_from_db()
    assert (contribution.name, contribution.email, contribution.municipality) == ("", "", None)
    assert not ContributionMessage.objects.exists()
    assert LessonPage.objects.exists()
    assert run_after(days=282) == "Not confirmed: 0. Senders: 0."


def test_runs_that_erase_nothing_are_noted_once_a_day():
    runs = ModelLogEntry.objects.filter(action="cms.contribution.erase")
    for minutes in (0, 5, 10):
        run_after(minutes=minutes)
    assert runs.count() == 1
    run_after(hours=25)  # a day later
    assert runs.count() == 2
    send()
    assert run_after(hours=49) == "Not confirmed: 1. Senders: 0."
    assert runs.count() == 3


def test_after_publication_it_goes_sooner():
    contribution, _link = handed_in()
    publish(contribution)
    assert run_after(days=29) == "Not confirmed: 0. Senders: 0."
    assert run_after(days=31) == "Not confirmed: 0. Senders: 1."


def test_a_shorter_time_counts_at_once():
    contribution, link = handed_in()
    settings = PortalSettings.load()
    settings.contribution_keep_days = 7
    settings.save()
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        # Also while nothing has run yet.
        assert Client().get(link).status_code == 404
        editor = signed_in(member_of("redacteur", contribution.organisation.slug, "editors"))
        assert EMAIL not in editor.get("/beheer/ingediend/").text
        assert editor.get(f"/beheer/ingediend/{contribution.pk}/").status_code == 404
    assert run_after(days=8) == "Not confirmed: 0. Senders: 1."


def test_a_portal_manager_sets_the_times_and_sees_what_went_and_never_who():
    handed_in()
    send(email="ander@example.org")
    person = make_user("beheerder", PORTAL_MANAGERS)
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        manager = signed_in(person)
        before = manager.get(REPORT)
        assert "Er is nog niet gewist." in before.text
        rows = {row["state"]: row for row in before.context["rows"]}
        assert rows["nog niet bevestigd"]["overdue"] == 1
        assert rows["bij de redactie"]["known"] == 1
        call_command("erase_contributions", stdout=StringIO())
        after = manager.get(REPORT)
        settings = manager.get(after.context["settings_url"], follow=True)
        home = manager.get("/beheer/")
    assert after.context["runs"][0].data == {"unconfirmed": 1, "senders": 0}
    for answer in (before, after):
        assert EMAIL not in answer.text
        assert NAME not in answer.text
    assert REPORT in home.text
    assert "uren om te bevestigen" in settings.text.lower()


def test_the_report_is_for_the_portal_manager():
    editor = signed_in(member_of("redacteur", "vng", "editors"))
    assert editor.get(REPORT).status_code == 302
    assert REPORT not in editor.get("/beheer/").text
