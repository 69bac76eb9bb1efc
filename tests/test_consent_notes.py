"""When the consent to name a municipality ends: what others wrote about the case."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.models import Approval, CollectionEntry, CollectionPage
from search.bestbets.models import BestBet
from tests.factories import go_live, make_dossier, member_of, signed_in
from tests.test_consents import OWN, TOWN, make_scene, withdraw, withdrawal

pytestmark = pytest.mark.django_db


def test_a_note_that_names_the_town_goes_with_the_name() -> None:
    scene = make_scene()
    dossier = make_dossier([CollectionEntry(item=scene.case, note=f"Zo deed {TOWN} het.")])
    kept = make_dossier([CollectionEntry(item=scene.case, note="Begin hier.")], slug="straat")
    bet = BestBet.objects.create(words="zwerfjongeren", item=scene.case, note=f"Als in {TOWN}.")
    assert TOWN in Client().get(dossier.url).text
    withdraw(scene)
    assert TOWN not in Client().get(dossier.url).text
    assert TOWN not in Client().get("/zoeken/?q=zwerfjongeren").text
    assert "Begin hier." in Client().get(kept.url).text
    bet.refresh_from_db()
    assert bet.note == ""
    draft = CollectionPage.objects.get(pk=dossier.pk).get_latest_revision_as_object()
    assert [entry.note for entry in draft.entries.all()] == [""]
    assert PageLogEntry.objects.filter(page=dossier.pk, action="cms.note_cleared").exists()


def test_a_note_from_before_or_after_that_goes_the_next_day_and_only_once() -> None:
    scene, holds = make_scene(), make_scene()
    withdraw(scene)
    note = f"Zo deed {TOWN} het."
    entries = [CollectionEntry(item=item, note=note) for item in (scene.lesson, holds.case)]
    dossier = make_dossier(entries)
    bet = BestBet.objects.create(words="zwerfjongeren", item=scene.case, note=note)
    for _day in range(2):
        call_command("remind")
        assert [entry.note for entry in dossier.entries.all()] == ["", note]
        draft = CollectionPage.objects.get(pk=dossier.pk).get_latest_revision_as_object()
        assert [entry.note for entry in draft.entries.all()] == ["", note]
        bet.refresh_from_db()
        assert bet.note == ""
        assert PageLogEntry.objects.filter(action="cms.note_cleared").count() == 1


def test_who_withdraws_hears_which_other_items_name_the_town() -> None:
    scene = make_scene()
    editor = signed_in(member_of("redacteur", OWN, "editors"))
    assert editor.get(withdrawal(scene.case)).context["referring"] == []
    scene.neighbour.summary = f"Doe als {TOWN}."
    go_live(scene.neighbour)
    announced = editor.get(withdrawal(scene.case)).context
    assert [item.pk for item in announced["referring"]] == [scene.neighbour.pk]


def test_a_note_in_a_version_that_waits_goes_too_and_the_version_stays_approved() -> None:
    scene = make_scene()
    dossier = make_dossier([])
    dossier.entries = [CollectionEntry(item=scene.case, note=f"Zo deed {TOWN} het.")]
    planned = timezone.now() + datetime.timedelta(days=1)
    revision = dossier.save_revision(approved_go_live_at=planned)
    revision.refresh_from_db()  # as JSON
    Approval.objects.give(revision)
    dossier.intro = "Een later concept."
    dossier.save_revision()
    withdraw(scene)
    for version in (revision, dossier.latest_revision):
        version.refresh_from_db()
        assert [entry["note"] for entry in version.content["entries"]] == [""]
    assert Approval.objects.cover(revision)
    assert not Approval.objects.cover(dossier.latest_revision)


def test_a_dossier_that_names_the_town_is_among_what_refers_to_it() -> None:
    scene = make_scene()
    dossier = make_dossier([CollectionEntry(item=scene.case)], title=f"Lessen uit {TOWN}")
    editor = signed_in(member_of("redacteur", OWN, "editors"))
    answer = editor.get(withdrawal(scene.case))
    assert [page.pk for page in answer.context["referring"]] == [dossier.pk]
    assert f"Lessen uit {TOWN}" in answer.text
