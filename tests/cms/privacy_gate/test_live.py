"""The checks read along while somebody types: what they say, to whom, and that nothing is kept."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Revision

from cms.models import (
    CaseStudyPage,
    LessonPage,
    Municipality,
    PlaybookPage,
    PrivacyFinding,
)
from tests.cms.editor_form import edit_address, errors_of, fill_in, form_at, hand_in
from tests.cms.moderation.conftest import OWN
from tests.cms.privacy_gate.conftest import BSN, NAME, PHONE
from tests.factories import CONSENT, make_item, organisation, signed_in

pytestmark = pytest.mark.django_db

ROTTERDAM = {"size_classes": ["100000-250000"], "riec_regions": ["rotterdam"], "provinces": []}
ADVICE = "Kies Zuid-Holland in plaats van de RIEC-regio: dan passen er 6 gemeenten."


def ask(client, page, form):
    return client.post(reverse("cms_check_draft", args=[page.pk]), form)


def test_it_counts_and_proposes_what_costs_least(desk):
    page = desk.draft(riec_regions=["rotterdam"])
    author = signed_in(desk.people["author"])
    form = fill_in(form_at(author, edit_address(page)), **ROTTERDAM)
    answer = ask(author, page, form)
    assert "no-store" in answer["Cache-Control"]
    place = answer.json()["place"]
    assert "passen bij 1 gemeente" in place["text"] or "past bij 1 gemeente" in place["text"]
    assert place["advice"] == ADVICE
    for name, values in place["choices"].items():
        form.setlist(name, values)
    again = ask(author, page, form).json()["place"]
    assert "6 gemeenten" in again["text"]
    assert not again["advice"]
    assert hand_in(author, edit_address(page), form).status_code == 302


def test_without_javascript_the_form_says_the_same_at_hand_in(desk):
    page = desk.draft()
    author = signed_in(desk.people["author"])
    form = fill_in(form_at(author, edit_address(page)), **ROTTERDAM)
    said = ask(author, page, form).json()["place"]
    (message,) = errors_of(hand_in(author, edit_address(page), form)).values()
    assert message.startswith(f"{said['text']} {said['advice']}")


def test_a_named_town_is_not_counted_and_its_consent_is_looked_at(desk):
    page = desk.draft()
    author = signed_in(desk.people["author"])
    form = form_at(author, edit_address(page))
    form["municipality"] = Municipality.objects.get(name="Maastricht").pk
    assert "alleen met toestemming" in ask(author, page, form).json()["place"]["text"]
    form.update({name: str(value) for name, value in CONSENT.items()})
    assert "met toestemming" in ask(author, page, form).json()["place"]["text"]


def test_a_lesson_is_counted_as_its_case_is(desk):
    case = make_item(under=OWN, riec_regions=["limburg"], size_classes=["tot-20000"])
    lesson = desk.draft(kind=LessonPage)
    author = signed_in(desk.people["author"])
    form = fill_in(form_at(author, edit_address(lesson)), provinces=["limburg"])
    form["linked_case"] = case.pk
    text = ask(author, lesson, form).json()["place"]["text"]
    assert "Lezers zien de provincie niet bij deze les" in text
    hidden = make_item(under="vng", label="amber-strict", size_classes=["tot-20000"])
    counts = []
    for chosen in (hidden.pk, 999_999, ""):
        form["linked_case"] = chosen
        counts.append(ask(author, lesson, form).json()["place"])
    assert counts[0] == counts[1]  # a case that one may not see tells nothing


def test_it_names_each_finding_where_it_stands_and_keeps_nothing(desk):
    page = desk.draft(kind=PlaybookPage)
    author = signed_in(desk.people["author"])
    form = fill_in(
        form_at(author, edit_address(page)),
        **{"summary": f"Bel {PHONE}.", "situation": f"<p>Het BSN is {BSN}.</p>"},
        **{"steps-0-how": f"<p>Spreek {NAME} aan.</p>", "keywords": "x@example.nl, rust"},
    )
    before = Revision.objects.count()
    answer = ask(author, page, form)
    fields = {place["field"] for place in answer.json()["findings"]["places"]}
    assert fields == {"id_summary", "id_situation", "id_steps-0-how", "id_keywords"}
    assert answer.json()["place"]["text"] == ""
    for value in (PHONE, BSN, "Vries", "example.nl"):
        assert value not in answer.text
    assert (Revision.objects.count(), PrivacyFinding.objects.count()) == (before, 0)
    editor = form_at(author, edit_address(page))
    assert PHONE not in editor["summary"]


def test_what_was_signed_is_not_asked_again_until_its_text_changes(gate):
    page = gate.desk.draft(summary=f"Bel {PHONE}.", problem="<p>Bel <b>112</b>.</p>")
    gate.look(page)
    assert gate.sign(page).status_code == 302
    author = signed_in(gate.desk.people["author"])
    form = form_at(author, edit_address(page))
    assert ask(author, page, form).json()["findings"]["places"] == []
    form["summary"] = f"Bel nu {PHONE}."
    assert len(ask(author, page, form).json()["findings"]["places"]) == 1


def test_a_new_item_is_read_along_too(desk):
    author = signed_in(desk.people["author"])
    parent = organisation(OWN).page
    address = reverse("cms_check_new", args=[CaseStudyPage.KIND, parent.pk])
    text = author.get(
        reverse("wagtailadmin_pages:add", args=["cms", "casestudypage", parent.pk])
    ).text
    assert f'data-address="{address}"' in text
    answer = author.post(address, {"summary": f"Bel {PHONE}."}).json()
    assert [place["field"] for place in answer["findings"]["places"]] == ["id_summary"]
    assert "gemeenten" in answer["place"]["text"]


def test_nobody_else_is_answered_and_bad_input_is_no_error(desk):
    page = desk.draft()
    draft = reverse("cms_check_draft", args=[page.pk])
    new = reverse("cms_check_new", args=[CaseStudyPage.KIND, organisation(OWN).page.pk])
    for who in ("editor elsewhere", "portal manager", "second author"):
        browser = signed_in(desk.people[who])
        assert browser.post(draft).status_code == 404, who
    assert signed_in(desk.people["editor elsewhere"]).post(new).status_code == 404
    assert Client().post(draft).status_code == 302
    author = signed_in(desk.people["author"])
    assert author.get(draft).status_code == 405
    assert author.post(new.replace(CaseStudyPage.KIND, "niets")).status_code == 404
    bad = {"problem": "{niet", "size_classes": ["x", "-1"], "municipality": "x", "linked_case": "x"}
    for form in (bad, {"steps-TOTAL_FORMS": "9" * 30, "problem": "[]", "consent_on": "gisteren"}):
        assert ask(author, page, form).status_code == 200
    assert "te veel tekst" in ask(author, page, {"summary": "a" * 200_001}).text
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(desk.people["author"])
    assert strict.post(draft).status_code == 403


def test_it_asks_the_database_the_same_of_little_and_of_much(desk):
    page = desk.draft()
    author = signed_in(desk.people["author"])
    asked = []
    for text in ("rust", f"Bel {PHONE} of {NAME}. " * 20):
        form = fill_in(form_at(author, edit_address(page)), summary=text, **ROTTERDAM)
        ask(author, page, form)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            ask(author, page, form)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 35
