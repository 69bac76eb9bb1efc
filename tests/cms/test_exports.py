"""Lists that somebody may have to hand over: the same rows as spreadsheet and as JSON lines."""

import io
import json

import pytest
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook

from cms.models import Municipality
from cms.reference.organisations import PORTAL_MANAGERS
from search.misses.models import Miss
from tests.cms.contributions.sender import EMAIL, NAME, handed_in
from tests.desk_channels import body
from tests.factories import CONSENT, make_item, make_user, member_of, signed_in

pytestmark = pytest.mark.django_db

OWN = "riec-limburg"
CONSENTS = "/beheer/toestemmingen/"
KEPT = "/beheer/reports/ingediend/"
MISSES = "/beheer/reports/niet-gevonden/"


def rows(client, address):
    """Return the rows of the JSON lines, once CSV and XLSX held as many."""
    answers = {name: client.get(f"{address}?export={name}") for name in ("csv", "xlsx", "jsonl")}
    found = [json.loads(line) for line in body(answers["jsonl"]).splitlines()]
    sheet = load_workbook(io.BytesIO(b"".join(answers["xlsx"].streaming_content))).active
    assert sheet.max_row == len(body(answers["csv"]).splitlines()) == len(found) + 1
    return found


@pytest.fixture
def editor():
    return signed_in(member_of("redacteur", OWN, "editors"))


def test_consents_with_who_gave_them(editor):
    town = Municipality.objects.get(name="Maastricht")
    make_item(under=OWN, title="Zwerfjongeren", municipality=town, **CONSENT)
    make_item(title="Elders", municipality=town, **CONSENT)
    (row,) = rows(editor, CONSENTS)
    assert row["title"] == "Zwerfjongeren"
    assert row["municipality"] == "Maastricht"
    assert row["consent_by"] == "De gemeentesecretaris"
    assert (row["consent_on"], row["consent_until"]) == ("2026-03-01", "2099-12-31")
    assert row["consent_withdrawn_on"] is None
    assert "?export=xlsx" in editor.get(CONSENTS).text


def test_what_is_kept_of_handed_in_lessons_names_nobody():
    handed_in()
    manager = signed_in(make_user("beheer", PORTAL_MANAGERS))
    call_command("erase_contributions", stdout=io.StringIO())
    found = rows(manager, KEPT)
    counted = {row["state"]: row for row in found if row["state"]}["bij de redactie"]
    assert (counted["all"], counted["known"], counted["overdue"]) == (1, 1, 0)
    assert [(row["unconfirmed"], row["senders"]) for row in found if not row["state"]] == [(0, 0)]
    text = json.dumps(found)
    assert NAME not in text
    assert EMAIL not in text
    assert "?export=xlsx" in manager.get(KEPT).text


def test_searches_that_found_nothing(editor):
    for text, times in (("doxxen", 6), ("=1+1", 5), ("zeldzaam", 4)):
        Miss.objects.create(text=text, day=timezone.localdate(), count=times)
    assert rows(editor, MISSES) == [{"text": "doxxen", "times": 6}, {"text": "=1+1", "times": 5}]
    assert "'=1+1" in body(editor.get(f"{MISSES}?export=csv"))
    page = editor.get(MISSES).text
    assert "/zoeken/?q=doxxen" in page
    assert "zeldzaam" not in page
    assert MISSES in editor.get("/beheer/").text


@pytest.mark.parametrize(
    ("address", "allowed"),
    [(CONSENTS, {"editor"}), (KEPT, {"manager"}), (MISSES, {"editor"})],
)
def test_an_export_is_for_who_may_see_the_page(address, allowed):
    people = {
        "editor": member_of("redacteur", OWN, "editors"),
        "author": member_of("auteur", OWN, "authors"),
        "manager": make_user("beheer", PORTAL_MANAGERS),
        "member": member_of("lid", OWN),
    }
    for export in ("", "?export=csv", "?export=jsonl"):
        answers = {name: signed_in(user).get(address + export) for name, user in people.items()}
        assert {name for name, each in answers.items() if each.status_code == 200} == allowed
