"""What is due is the same in number, in the list under it and in the report, for everybody."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cms.moderation.conftest import OTHER, OWN
from tests.cms.upkeep.test_dates import DAY, PAST, published
from tests.factories import make_contact, make_item, signed_in

pytestmark = pytest.mark.django_db

REPORT = "/beheer/reports/klopt-nog/?when=due"
TITLES = re.compile(r"Stuk [a-z]+")


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(f"{DAY}T12:00:00+00:00", tick=False):
        yield


def told(person):
    """The numbers on the start panel, and the titles in the list and in the report."""
    browser = signed_in(person)
    home = browser.get("/beheer/").content.decode()  # empty for who only reads
    start = home.partition('id="start-section"')[2].partition("</section>")[0]
    panel = home.partition('id="due-section"')[2].partition("</section>")[0]
    links = re.findall(rf'<a href="{re.escape(REPORT)}">\s*(.*?)\s*</a>', start)
    numbers = [
        re.fullmatch(r"(\d+) stuk(?:ken)? moet(?:en)? u nu nakijken", each) for each in links
    ]
    answer = browser.get(REPORT)
    is_refused = answer.status_code != 200
    report = [] if is_refused else [item.title for item in answer.context["object_list"]]
    return [int(number[1]) for number in numbers], TITLES.findall(panel), report


def test_the_start_panel_its_list_and_the_report_agree_for_everybody(desk):
    published(desk, title="Stuk lang", review_by=PAST)
    published(desk, writer="second author", title="Stuk vandaag", review_by=DAY)
    published(desk, title="Stuk straks", review_by=DAY.replace(year=2027))
    desk.draft(title="Stuk concept", review_by=PAST)
    make_item(under=OTHER, title="Stuk elders", review_by=PAST)
    make_item(under="vng", title="Stuk vng", review_by=DAY)
    due = {
        **dict.fromkeys(["editor", "second editor", "author and editor"], "lang vandaag"),
        "author": "lang",
        "second author": "vandaag",
        "editor elsewhere": "elders",
        "editor of the VNG": "vng",
        "superuser": "lang vandaag elders vng",
        **dict.fromkeys(["member", "portal manager"], ""),
    }
    assert due.keys() == desk.people.keys()
    for name, words in due.items():
        numbers, panel, report = told(desk.people[name])
        assert set(panel) == {f"Stuk {word}" for word in words.split()}, name
        assert panel == report, name
        assert numbers == ([len(report)] if words else []), name


@pytest.mark.parametrize("address", ["/beheer/reports/klopt-nog/", "/beheer/snippets/cms/contact/"])
def test_as_many_queries_for_two_rows_as_for_twelve(desk, address):
    browser, asked = signed_in(desk.people["editor"]), []
    make_contact("Buren", under=OTHER, last_checked=DAY)
    for new in (2, 10):
        for number in range(new):
            make_item(under=OWN, review_by=PAST)
            make_contact(f"Loket {new} {number}", under=OWN, last_checked=DAY)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(address).content.decode()
        buttons = re.findall('action="/beheer/klopt-nog/', page)
        asked.append((len(buttons), len(queries)))
    (few, of_few), (many, of_many) = asked
    assert (few, many) == (2, 12)  # and none for the contact of others
    assert of_few == of_many


def test_the_list_of_contacts_asks_of_nobody_what_they_may_not_say(desk):
    for slug in (OWN, OTHER):
        make_contact(slug, under=slug, last_checked=DAY)
    wanted = {"author": 0, "editor": 1, "editor elsewhere": 1, "portal manager": 0, "superuser": 2}
    for name, number in wanted.items():
        page = signed_in(desk.people[name]).get("/beheer/snippets/cms/contact/")
        assert page.status_code == 200, name
        assert page.content.decode().count('action="/beheer/klopt-nog/contact/') == number, name
