"""The page of the check: who sees it, what it shows, and what it refuses to keep."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from cms.models import PrivacyFinding
from cms.moderation import privacy_page
from cms.moderation.privacy import check
from tests.cms.editor_form import edit_address
from tests.cms.privacy_gate.conftest import BSN, NAME, PHONE, REASON
from tests.factories import signed_in

pytestmark = pytest.mark.django_db

MISSING = "/beheer/privacycheck/999999/"


@pytest.mark.parametrize("who", ["author", "editor", "second editor", "superuser"])
def test_who_may_edit_sees_it(gate, who):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    response = gate.look(page, who)
    assert response.status_code == 200
    assert f"<mark>{PHONE}</mark>" in response.text
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "who",
    ["second author", "editor elsewhere", "editor of the VNG", "member", "portal manager", ""],
)
def test_others_get_what_a_missing_page_gives(gate, who):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    browser = signed_in(gate.desk.people[who]) if who else Client()
    here, missing = browser.get(gate.address(page)), browser.get(MISSING)
    assert here.status_code == missing.status_code != 200
    addresses = (gate.address(page), MISSING)
    assert here.text.replace(*addresses) == missing.text
    assert browser.post(gate.address(page), {}).status_code == missing.status_code
    assert PrivacyFinding.objects.count() == 0


def test_the_vng_looks_along_once_it_is_handed_in(gate):
    page = gate.desk.draft()
    gate.hand_in(page)
    assert gate.look(page, "editor of the VNG").status_code == 200


def test_during_the_review_the_reviewer_signs_and_the_author_does_not(gate):
    page = gate.desk.draft()
    gate.hand_in(page)
    gate.save(page, who="editor", summary=f"Bel {PHONE} voor hulp.")
    response = gate.look(page)
    assert "Ondertekenen" not in response.text
    finding = PrivacyFinding.objects.get(page=page)
    data = {"finding": finding.pk, "text_hash": finding.text_hash, "reason": REASON}
    signed_in(gate.desk.people["author"]).post(gate.address(page), data)
    assert gate.states(page) == [("summary", "phone", "open")]
    gate.sign(page, who="second editor")
    assert gate.states(page) == [("summary", "phone", "signed")]


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("", "verplicht"),
        ("mag wel", "ten minste 10 tekens"),
        (" " * 40, "verplicht"),
        (f"Het nummer {PHONE} is openbaar.", "Laat persoonsgegevens weg"),
    ],
)
def test_a_reason_says_something_and_not_the_value(gate, reason, says):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    response = gate.sign(page, reason=reason)
    assert says in response.text
    assert gate.states(page) == [("summary", "phone", "open")]
    assert not PageLogEntry.objects.filter(action="cms.privacy_sign").exists()


def test_a_text_that_changed_meanwhile_is_not_signed(gate):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    gate.look(page)
    finding = PrivacyFinding.objects.get(page=page)
    gate.save(page, summary=f"Bel {PHONE} van {NAME}.")
    data = {"finding": finding.pk, "text_hash": finding.text_hash, "reason": REASON}
    browser = signed_in(gate.desk.people["author"])
    response = browser.post(gate.address(page), data, follow=True)
    assert "Die tekst is intussen gewijzigd" in response.text
    assert f"Uw reden was: {REASON}" in response.text
    assert {state for *_, state in gate.states(page)} == {"open"}


@pytest.mark.parametrize("reason", ["Het staat op de site.", "kort"])
@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_who_signs_second_hears_who_was_first_and_keeps_what_they_wrote(
    gate, monkeypatch, when, reason
):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    gate.look(page)
    finding = PrivacyFinding.objects.get(page=page)
    data = {"finding": finding.pk, "text_hash": finding.text_hash, "reason": reason}
    second = signed_in(gate.desk.people["editor"])
    if when == "before":
        gate.sign(page)
    else:  # both looked at the same moment
        monkeypatch.setattr(privacy_page, "check", lambda draft: first_signs_after(check(draft)))

        def first_signs_after(found):
            monkeypatch.undo()
            gate.sign(page)
            return found

    text = second.post(gate.address(page), data, follow=True).text
    if when == "before" or reason != "kort":
        assert "auteur ondertekende dit intussen" in text
        assert f"Uw reden was: {reason}" in text
    assert reason in text
    assert gate.finding(page)[1:] == ("signed", REASON)
    assert PageLogEntry.objects.filter(action="cms.privacy_sign").count() == 1
    if when == "before":  # a double click of the first is no signature of somebody else
        again = signed_in(gate.desk.people["author"]).post(gate.address(page), data, follow=True)
        assert "ondertekende dit intussen" not in again.text


@pytest.mark.parametrize("sent", [{}, {"finding": "x"}, {"finding": '"><b>', "reason": REASON}])
def test_a_broken_form_is_no_fault_of_the_server(gate, sent):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    response = signed_in(gate.desk.people["author"]).post(gate.address(page), sent)
    assert response.status_code == 200
    assert '"><b>' not in response.text


def test_the_text_around_it_is_escaped(gate):
    page = gate.desk.draft(summary=f"<script>alert(1)</script> {PHONE} <img src=x onerror=a>")
    text = gate.look(page).text
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_a_long_hostile_text_is_read(gate):
    page = gate.desk.draft(problem="<p>" + "<b>06-1 @a " * 5_000 + f"</p><p>{BSN}</p>")
    assert gate.look(page).status_code == 200


def test_more_findings_ask_no_more_of_the_database(gate):
    few = gate.desk.draft(summary=f"Bel {PHONE}.")
    many = gate.desk.draft(summary=" ".join(f"Bel 06-1234{n}." for n in range(5000, 5030)))
    counts = []
    for page in (few, many):
        gate.look(page)
        gate.sign(page)
        with CaptureQueriesContext(connection) as queries:
            gate.look(page)
        counts.append(len(queries))
    assert len(gate.states(many)) == 30
    assert counts[0] == counts[1]


def test_the_editor_leads_there_and_says_how_many_are_open(gate):
    page = gate.desk.draft(summary=f"Bel {PHONE} van {NAME}.")
    browser = signed_in(gate.desk.people["author"])
    text = browser.get(edit_address(page)).text
    assert gate.address(page) in text
    assert "Privacycheck (2)" in text
    assert PrivacyFinding.objects.count() == 0
    gate.hand_in(page)
    gate.sign(page)
    assert "Privacycheck (1)" in browser.get(edit_address(page)).text


def test_the_history_says_who_signed(gate):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    gate.sign(page)
    text = signed_in(gate.desk.people["author"]).get(f"/beheer/pages/{page.pk}/history/").text
    assert "Ondertekend dat een persoonsgegeven mag blijven" in text
    assert PHONE not in text
