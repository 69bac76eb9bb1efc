"""Review dates: given by the kind, moved by one click, shown to readers when they went by."""

import datetime
import re

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.models import CaseStudyPage, GuidePage, KnowledgePage, PlaybookPage, PortalSettings, Source
from tests.cms.editor_form import decide, edit_address, form_at
from tests.factories import go_live, make_item, make_user, organisation, signed_in

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 30)
PAST = datetime.date(2026, 11, 29)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC), tick=False):
        yield


def date_of(page):
    return KnowledgePage.objects.values_list("review_by", flat=True).get(pk=page.pk)


def published(desk, **fields):
    """An item of the author that somebody approved."""
    page = desk.draft(**fields)
    go_live(page)
    page.refresh_from_db()
    return page


def reader_page(page):
    return re.sub(r"\s*\n\s*", "", Client().get(page.url).text)


def click(who, page):
    return signed_in(who).post(f"/beheer/klopt-nog/stuk/{page.pk}/")


def test_publishing_gives_the_usual_date_of_the_kind():
    settings = PortalSettings.load()
    settings.months_guide = 3
    settings.save()
    chosen = datetime.date(2027, 1, 31)
    dates = {
        CaseStudyPage: datetime.date(2028, 11, 30),
        PlaybookPage: datetime.date(2027, 11, 30),
        GuidePage: datetime.date(2027, 2, 28),
    }
    for kind, date in dates.items():
        assert date_of(make_item(kind)) == date
        assert date_of(make_item(kind, review_by=chosen)) == chosen


def test_who_may_change_it_says_with_one_click_that_it_is_still_right(desk):
    page = published(desk)
    for who, may in {
        **dict.fromkeys(["author", "editor", "second editor", "superuser"], True),
        **dict.fromkeys(["second author", "editor elsewhere", "portal manager"], False),
        "editor of the VNG": False,
    }.items():
        KnowledgePage.objects.filter(pk=page.pk).update(review_by=PAST)
        before = list(PageLogEntry.objects.values_list("pk", flat=True))
        browser, address = signed_in(desk.people[who]), f"/beheer/klopt-nog/stuk/{page.pk}/"
        assert browser.get(address).status_code == (200 if may else 404), who
        assert date_of(page) == PAST  # looking changes nothing
        answer = browser.post(address)
        assert answer.status_code == (302 if may else 404), who
        assert date_of(page) == (datetime.date(2028, 11, 30) if may else PAST)
        told = PageLogEntry.objects.filter(page=page.pk, action="cms.still_right")
        entry = told.exclude(pk__in=before).first()
        assert (entry.user if entry else None) == (desk.people[who] if may else None)
    assert signed_in(desk.people["editor"]).post("/beheer/klopt-nog/stuk/0/").status_code == 404
    draft = desk.draft(review_by=PAST)
    assert click(desk.people["editor"], draft).status_code == 404
    KnowledgePage.objects.filter(pk=page.pk).update(review_by=PAST)
    assert click(desk.people["member"], page).status_code == 302  # to the sign-in page
    assert date_of(page) == PAST


def test_a_later_date_that_somebody_chose_stays(desk):
    far = datetime.date(2031, 1, 1)
    page = published(desk, review_by=far)
    click(desk.people["editor"], page)
    assert date_of(page) == far


def test_the_click_publishes_nothing_and_needs_no_approval(desk):
    page = published(desk, review_by=PAST)
    page.title = "Nog niet nagekeken"
    page.save_revision(user=desk.people["author"])
    live = page.live_revision_id
    click(desk.people["author"], page)
    page.refresh_from_db()
    assert (page.title != "Nog niet nagekeken", page.live_revision_id) == (True, live)
    assert page.has_unpublished_changes
    # What is approved later does not bring the old date back.
    decide(desk.people["editor"], desk.hand_in(page), "approve")
    page.refresh_from_db()
    assert page.title == "Nog niet nagekeken"
    assert date_of(page) == datetime.date(2028, 11, 30)


def test_a_scheduled_version_stays_approved_after_the_click(desk):
    page = published(desk, review_by=PAST)
    page.go_live_at = timezone.now() + datetime.timedelta(days=2)
    page.save_revision(user=desk.people["author"])
    decide(desk.people["editor"], desk.hand_in(page), "approve")
    click(desk.people["author"], page)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
        call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live_revision_id == page.latest_revision_id
    assert date_of(page) == datetime.date(2028, 11, 30)


def test_the_form_asks_who_hands_in_for_a_day_that_is_to_come(desk):
    page = desk.draft(review_by=DAY)
    browser = signed_in(desk.people["author"])
    form = form_at(browser, edit_address(page))
    form["action-submit"] = "1"
    answer = browser.post(edit_address(page), form)
    assert "kies een latere" in " ".join(answer.context["form"].errors["review_by"])
    form["review_by"] = "2026-12-01"
    assert browser.post(edit_address(page), form).status_code == 302


def test_page_and_card_and_search_say_it_the_day_after(client):
    page = make_item(GuidePage, title="Gebarentaal", review_by=DAY)
    addresses = (page.url, "/handreikingen/", "/zoeken/?q=gebarentaal")

    def say(address):
        return "ogelijk verouderd" in client.get(address).text

    assert [say(address) for address in addresses] == [False] * 3
    with time_machine.travel(datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC)):
        # Nothing was saved or indexed in between.
        assert [say(address) for address in addresses] == [True] * 3
        assert client.get("/zoeken/?q=gebarentaal").text.count("Mogelijk verouderd") == 1


def test_the_report_lists_what_one_may_change_and_nothing_else(desk):
    ours = published(desk, title="Van ons", review_by=PAST)
    published(desk, title="Straks", review_by=DAY + datetime.timedelta(days=60))
    published(desk, title="Later", review_by=DAY + datetime.timedelta(days=61))
    make_item(under="riec-oost-nederland", title="Van hen", review_by=PAST)
    report = "/beheer/reports/klopt-nog/"
    editor = signed_in(desk.people["editor"])
    page = editor.get(report).content.decode()
    assert page.index("Van ons") < page.index("Straks")
    assert "29 november 2026" in page
    assert f'action="/beheer/klopt-nog/stuk/{ours.pk}/"' in page
    due = editor.get(f"{report}?when=due").content.decode()
    soon = editor.get(f"{report}?when=soon").content.decode()
    assert ("Van ons" in due, "Straks" in due) == (True, False)
    assert ("Van ons" in soon, "Straks" in soon) == (False, True)
    of = {slug: organisation(slug).pk for slug in ("riec-limburg", "riec-oost-nederland")}
    manager = signed_in(make_user("alles", is_superuser=True))
    kept = [manager.get(f"{report}?organisation={pk}").text for pk in of.values()]
    assert ["Van ons" in text for text in kept] == [True, False]
    assert ["Van hen" in text for text in kept] == [False, True]
    sheet = b"".join(editor.get(f"{report}?export=csv").streaming_content).decode()
    assert "Van ons,Praktijkvoorbeeld,RIEC Limburg,auteur,2026-11-29,mogelijk verouderd" in sheet
    assert "Straks,Praktijkvoorbeeld,RIEC Limburg,auteur,2027-01-29,nog 60 dagen" in sheet
    for text in (page, sheet):
        assert "Later" not in text
        assert "Van hen" not in text
    assert editor.get(f"{report}?export=xlsx").status_code == 200
    back = editor.post(f"/beheer/klopt-nog/stuk/{ours.pk}/", {"next": report})
    assert back.url == report
    assert "Van ons" not in editor.get(f"{report}?export=csv").getvalue().decode()
    away = editor.post(f"/beheer/klopt-nog/stuk/{ours.pk}/", {"next": "https://elders.example/"})
    assert away.url == report
    assert signed_in(desk.people["portal manager"]).get(report).status_code == 302
    assert f"/beheer/klopt-nog/stuk/{ours.pk}/" in editor.get(edit_address(ours)).content.decode()


def test_who_opens_the_links_keeps_the_day_and_a_button_in_a_list_does_not(desk):
    text = '<p>Lees <a href="https://wet.example/?a=1&amp;b=2">de wet</a>.</p>'
    page = published(desk, problem=text, summary="Zie https://loket.example/hulp.")
    page.sources.add(Source(title="Bron", url="https://bron.example/"))
    go_live(page)
    browser, address = signed_in(desk.people["editor"]), f"/beheer/klopt-nog/stuk/{page.pk}/"
    links = ["https://loket.example/hulp", "https://wet.example/?a=1&b=2", "https://bron.example/"]
    nobody, somebody = "Niemand zei dat nog", "30 november 2026 opende iemand"
    click(desk.people["editor"], page)
    asked = browser.get(address)
    assert sorted(asked.context["links"]) == sorted(links)
    assert nobody in asked.text
    seen = re.search(r'name="links" value="(\w+)"', asked.text)[1]
    day = "Links gecontroleerd op</dt><dd>30 november 2026</dd>"
    assert day not in reader_page(page)  # who publishes opened none
    browser.post(address, {"links": seen})
    assert somebody in browser.get(address).text
    assert day in reader_page(page)
    page.sources.add(Source(title="Nieuw", url="https://nieuw.example/"))
    go_live(page)
    browser.post(address, {"links": seen})  # as they were when the page was opened
    assert nobody in browser.get(address).text
    assert day not in reader_page(page)


def test_the_report_asks_a_fixed_number_of_questions(desk):
    editor, asked = signed_in(desk.people["editor"]), []
    for number in (1, 5):
        for _each in range(number):
            make_item(under="riec-limburg", review_by=PAST)
        editor.get("/beheer/reports/klopt-nog/")
        with CaptureQueriesContext(connection) as queries:
            editor.get("/beheer/reports/klopt-nog/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_export_of_what_is_due_runs_nothing_in_a_spreadsheet(desk):
    published(desk, title="=1+1", review_by=PAST)
    answer = signed_in(desk.people["editor"]).get("/beheer/reports/klopt-nog/?export=csv")
    assert "'=1+1" in b"".join(answer.streaming_content).decode()
