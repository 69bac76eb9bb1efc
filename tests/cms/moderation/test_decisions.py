"""Every decision stands in the log: actor, time, step and reason; read, exported, not edited."""

import csv
import json
import re
from functools import partial
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry, PageViewRestriction

from cms.decisions.guarded_rows import guard_rows, release_rows
from cms.models import CaseStudyPage, HomePage, Kind, PortalSettings
from cms.moderation.read_version import version_of
from search.models import BestBet
from tests.answers import said
from tests.cms.editor_form import decide
from tests.cms.moderation.conftest import OWN
from tests.factories import go_live, make_contact, make_item, signed_in

pytestmark = pytest.mark.django_db

REPORT = "/beheer/reports/besluiten/"
SENT_BACK, RUSH = "=HYPERLINK(1)\x08 te lang", "De burgemeester wordt nu bedreigd."
TITLE = "Drugspand gesloten"


@pytest.fixture
def chain(desk):
    """An item that was sent back, approved, restricted without review and withdrawn."""
    page = desk.draft(title=TITLE)
    state = desk.hand_in(page)
    decide(desk.people["editor"], state, "reject", comment=SENT_BACK)
    state.refresh_from_db()
    state.resume(desk.people["author"])
    decide(desk.people["second editor"], state, "approve")
    page = CaseStudyPage.objects.get(pk=page.pk)
    page.label = "amber-strict"
    page.save_revision(user=desk.people["author"])
    root = signed_in(desk.people["superuser"])
    sent = {"reason": RUSH, "version": version_of(page.latest_revision)}
    root.post(reverse("cms_publish_with_reason", args=[page.pk]), sent)
    editor = signed_in(desk.people["editor"])
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    return page


def lines(browser, query=""):
    answer = browser.get(f"{REPORT}?export=jsonl&{query}")
    text = b"".join(answer.streaming_content).decode()
    return [json.loads(line) for line in text.splitlines()]


def test_it_says_who_decided_what_when_at_which_step_and_why(desk, chain):
    rows = lines(signed_in(desk.people["superuser"]), f"page={chain.pk}")[::-1]
    told = [(row["decision"], row["actor"], row["step"]) for row in rows]
    review = "Redactie van de organisatie"
    assert told == [
        ("Goedgekeurd", "systeem", "Privacycheck"),  # Wagtail logs it as part of handing in
        ("Ingediend", "auteur", ""),
        ("Teruggestuurd", "redacteur", review),
        ("Opnieuw ingediend", "auteur", review),
        ("Goedgekeurd", "redacteur-2", review),
        ("Gepubliceerd", "redacteur-2", ""),
        ("Zonder controle gepubliceerd", "admin", ""),
        ("Label gewijzigd", "admin", ""),
        ("Gepubliceerd", "admin", ""),
        ("Ingetrokken", "redacteur", ""),
    ]
    reasons = [row["reason"] for row in rows if row["reason"]]
    assert reasons == [SENT_BACK, RUSH, "TLP:CLEAR → TLP:AMBER+STRICT"]
    assert all(row["timestamp"] for row in rows)
    assert {(row["item"], row["organisation"]) for row in rows} == {(chain.pk, "RIEC Limburg")}


def test_title_and_reason_are_for_who_may_see_the_draft(desk, chain):
    told = {}
    for name, person in desk.people.items():
        query = f"{REPORT}?page={chain.pk}"
        page = signed_in(person).get(query).text
        rows = re.findall(r"<td[^>]*>\s*Teruggestuurd", page)
        told[name] = (bool(rows), TITLE in page, RUSH in page)
    everything, nothing = (True, True, True), (False, False, False)
    assert told == {
        "editor": everything,
        "second editor": everything,
        "author and editor": everything,
        "author": everything,
        "superuser": everything,
        "second author": (True, False, False),
        "editor of the VNG": (True, False, False),
        "portal manager": (True, False, False),
        "editor elsewhere": nothing,
        "member": nothing,
    }


def test_a_published_item_is_named_as_readers_know_it(desk):
    page = make_item(under="riec-limburg", title="Zoals lezers het kennen")
    by = desk.people["editor"]
    log(page, "wagtail.publish", user=by, title=TITLE)
    (row,) = lines(signed_in(desk.people["portal manager"]), f"page={page.pk}&user={by.pk}")
    assert (row["title"], row["actor"]) == ("Zoals lezers het kennen", "redacteur")


def test_whoever_may_read_a_page_in_public_sees_its_title(desk):
    shown, hidden = (HomePage.objects.get().get_children().live()[n] for n in (0, 1))
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    told = []
    for page in (shown, hidden):
        log(page, "wagtail.publish", user=desk.people["superuser"], title=TITLE)
        rows = lines(signed_in(desk.people["portal manager"]), f"page={page.pk}")
        told.append(rows[0]["title"])
    assert told == [shown.title, "niet voor u"]


def test_spreadsheets_run_nothing(desk, chain):
    browser = signed_in(desk.people["editor"])
    answer = browser.get(f"{REPORT}?export=csv")
    text = b"".join(answer.streaming_content).decode()
    reasons = [row["Reden"] for row in csv.DictReader(StringIO(text))]
    assert "'=HYPERLINK(1) te lang" in reasons
    answer = browser.get(f"{REPORT}?export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    make_item(under="riec-limburg", title="=1+1")
    answer = browser.get("/beheer/kennis/?export=csv")
    assert "'=1+1" in b"".join(answer.streaming_content).decode()


def test_filters(desk, chain):
    browser = signed_in(desk.people["superuser"])
    query = f"action=wagtail.workflow.reject&user={desk.people['editor'].pk}&page={chain.pk}"
    assert [row["decision"] for row in lines(browser, query)] == ["Teruggestuurd"]
    owner = chain.organisation_id
    assert lines(browser, f"organisation={owner}&timestamp_from=2000-01-01")
    for empty in ("page=999999", "timestamp_to=2000-01-01", f"organisation={owner + 1}"):
        assert lines(browser, empty) == []
    assert browser.get(f"{REPORT}?page=x&timestamp_from=morgen").status_code == 200


@pytest.fixture
def others(desk):
    """A contact that was confirmed, an item that was recommended twice, and other settings."""
    contact = make_contact(under=OWN, phone="0900-1111")
    contact.name = "Meldpunt"
    contact.save_revision(user=desk.people["editor"])
    sent = {"action": "confirm", "version": version_of(contact.latest_revision)}
    confirmed = reverse("cms_confirm_contact", args=[contact.pk])
    signed_in(desk.people["second editor"]).post(confirmed, sent)
    item = make_item(under=OWN, title="Openbaar")
    elsewhere = signed_in(desk.people["editor elsewhere"])
    bet = {"words": "geheimwoord", "item": item.pk, "note": ""}
    elsewhere.post(reverse("aanbevolen:add"), bet)
    elsewhere.post(
        reverse("aanbevolen:edit", args=[BestBet.objects.get().pk]), {**bet, "note": "Hier."}
    )
    change_settings(signed_in(desk.people["portal manager"]))
    return contact, item


def change_settings(manager):
    form = {name: str(value) for name, value in model_to_dict(PortalSettings.load()).items()}
    changed = {
        "site_name": "Ander",
        "vng_reviews_kinds": [Kind.LESSON.value],
        "fallback_contact": "",
    }
    address = reverse("wagtailsettings:edit", args=["cms", "portalsettings"])
    address = manager.get(address, follow=True).request["PATH_INFO"]
    answer = manager.post(address, {**form, "vng_reviews_labels": [], **changed})
    assert answer.status_code == 302, answer.context["form"].errors


def test_what_is_decided_of_contacts_best_bets_and_settings_stands_there_too(desk, others):
    contact, item = others
    query = "action=" + "&action=".join(
        ("cms.contact_confirm", "wagtail.create", "wagtail.edit", "cms.settings")
    )
    settings = "naam van het portaal: Weerbaar Lokaal → Ander; "
    settings += "deze soorten leest ook de VNG na: Draaiboek → Les"
    rows = [
        ("Instellingen gewijzigd", "beheerder", "", "instellingen van het portaal", settings),
        ("Aanbeveling gewijzigd", "buur", "RIEC Limburg", "Openbaar", ""),
        ("Aanbeveling gemaakt", "buur", "RIEC Limburg", "Openbaar", ""),
        ("Wijziging van een contact bevestigd", "redacteur-2", "RIEC Limburg", "Meldpunt", ""),
    ]
    names = ("decision", "actor", "organisation", "title", "reason")
    for who, told in (
        *((name, rows) for name in ("portal manager", "editor of the VNG", "superuser")),
        *((name, rows[1:]) for name in ("editor", "author")),
        ("editor elsewhere", []),
    ):
        found = lines(signed_in(desk.people[who]), query)
        assert [tuple(row[name] for name in names) for row in found] == told, who
    manager = signed_in(desk.people["portal manager"])
    for filters, count in (
        (f"page={item.pk}", 2),
        (f"organisation={contact.owner_id}", 3),
        (f"user={desk.people['portal manager'].pk}", 1),
        ("timestamp_to=2000-01-01", 0),
    ):
        assert len(lines(manager, f"{query}&{filters}")) == count, filters
    assert "geheimwoord" not in manager.get(REPORT).text


def test_an_entry_is_final(desk, chain):
    entry = PageLogEntry.objects.filter(action="wagtail.workflow.reject").get()
    entry.data = {"comment": "Prima zo."}
    for change in (entry.save, entry.delete, PageLogEntry.objects.all().delete):
        with pytest.raises(PermissionDenied), transaction.atomic():
            change()
    log(desk.people["editor"], "wagtail.edit")
    connection.check_constraints()  # PostgreSQL empties nothing while one is to be looked at
    for kind in (PageLogEntry, ModelLogEntry):  # by many rows and by SQL, the database refuses
        emptied = connection.ops.sql_flush(no_style(), [kind._meta.db_table])  # as `flush` would
        for change in (
            partial(kind.objects.update, label=""),
            partial(kind.objects.all()._raw_delete, kind.objects.db),
            partial(connection.ops.execute_sql_flush, emptied),
        ):
            with pytest.raises(DatabaseError, match="final"), transaction.atomic():
                change()
    root = signed_in(desk.people["superuser"])
    for name in ("edit", "delete"):
        for kind in ("reports/besluiten", "snippets/wagtailcore/pagelogentry"):
            assert root.post(f"/beheer/{kind}/{name}/{entry.pk}/").status_code == 404
    count = PageLogEntry.objects.count()
    root.post(reverse("wagtailadmin_pages:delete", args=[chain.pk]))
    root.post(f"/beheer/users/delete/{desk.people['editor'].pk}/")
    assert PageLogEntry.objects.count() >= count
    (row,) = lines(root, "action=wagtail.workflow.reject")
    assert (row["item"], row["reason"], row["title"]) == (chain.pk, SENT_BACK, TITLE)


def test_check_and_desk_say_so_where_a_migrate_left_the_log_unguarded(desk):
    told, keepers, shown = [], {"superuser", "portal manager"}, []
    for step in (partial(release_rows, plan=["one that fails"]), guard_rows):
        step(using=DEFAULT_DB_ALIAS)
        told.append(StringIO())
        call_command("check", tags=["database"], databases=[DEFAULT_DB_ALIAS], stderr=told[-1])
        for name in keepers | {"editor", "editor of the VNG"}:
            with CaptureQueriesContext(connection) as asked:
                page = signed_in(desk.people[name]).get("/beheer/").text
            if "Het logboek is niet beschermd" in page:
                shown.append((len(told), name))
            looked = [each for each in asked if "trigger" in each["sql"]]
            assert len(looked) == (name in keepers), name
    assert ["not guard the log" in text.getvalue() for text in told] == [True, False]
    assert set(shown) == {(1, name) for name in keepers}


def test_as_many_queries_for_few_as_for_many(desk, chain):
    browser = signed_in(desk.people["editor of the VNG"])
    counts = []
    for _round in range(3):
        with CaptureQueriesContext(connection) as asked:
            said(browser.get(REPORT))
        counts.append(len(asked))
        for _number in range(4):
            go_live(make_item(under="riec-limburg"))
            log(make_item(under="ccv"), "wagtail.publish", user=desk.people["editor"])
    assert counts[1] == counts[2]
