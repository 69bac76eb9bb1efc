"""Reminders: 60, 30 and 0 days before the date to the owner, then the organisation; none twice."""

import datetime
import re
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry, Site

from cms.models import CollectionPage, KnowledgePage, LinkCheck, Reminder, StandardPage
from tests.cms.mail.post import delivered
from tests.cms.moderation.test_contacts import change, confirm
from tests.factories import (
    go_live,
    make_contact,
    make_item,
    member_of,
    organisation,
    signed_in,
)

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 11, 30, 11, tzinfo=datetime.UTC)
DATE = datetime.date(2026, 11, 30)
EDITORS = {"auteur-en-redacteur", "redacteur", "redacteur-2"}


def on(days):
    return time_machine.travel(NOON + datetime.timedelta(days=days), tick=False)


def remind(days):
    """Run the command of a day, twice; return who got mail before the next, and the mail."""
    with on(days):
        for _run in range(2):
            call_command("remind", stdout=StringIO())
        found = delivered(hours=23)
    return {message.to[0].partition("@")[0] for message in found}, found


def item(desk, owner="author", **fields):
    page = desk.draft(owner, review_by=DATE, title="Geheimtitel", **fields)
    go_live(page)
    return page


def test_the_owner_is_asked_three_times_and_then_the_organisation(desk):
    page = item(desk)
    asked = {}
    for days in (-62, -61, -60, -59, -31, -30, -29, -1, 0, 1, 13, 14, 15, 100):
        people, found = remind(days)
        asked[days] = people
        for message in found:
            assert "1 stuk moet opnieuw worden bekeken: klopt het nog?" in message.body
            assert f"https://portaal.example/beheer/klopt-nog/stuk/{page.pk}/" in message.body
            assert "Geheimtitel" not in message.body + message.alternatives[0].content
    nobody = {days: people for days, people in asked.items() if not people}
    assert set(nobody) == {-62, -61, -59, -31, -29, -1, 1, 13, 15, 100}
    assert asked[-60] == asked[-30] == asked[0] == {"auteur"}
    assert asked[14] == EDITORS


def test_days_on_which_nothing_ran_are_made_up_for_once(desk):
    item(desk)
    assert remind(-10)[0] == {"auteur"}
    assert remind(200)[0] == EDITORS
    assert Reminder.objects.count() == 4


def test_another_date_begins_again(desk):
    page = item(desk)
    assert remind(0)[0] == {"auteur"}
    with on(0):
        signed_in(desk.people["author"]).post(f"/beheer/klopt-nog/stuk/{page.pk}/")
    assert remind(1)[0] == set()
    KnowledgePage.objects.filter(pk=page.pk).update(review_by=DATE + datetime.timedelta(days=40))
    assert remind(2)[0] == {"auteur"}


def test_what_was_looked_at_before_the_mail_went_is_not_asked(desk):
    page = item(desk)
    with on(0):
        call_command("remind", stdout=StringIO())
        signed_in(desk.people["author"]).post(f"/beheer/klopt-nog/stuk/{page.pk}/")
        assert delivered(hours=23) == []


def test_items_without_a_date_get_one(desk):
    page = item(desk)
    KnowledgePage.objects.filter(pk=page.pk).update(review_by=None)
    assert remind(0)[0] == set()
    page.refresh_from_db()
    assert page.review_by == datetime.date(2028, 11, 30)


def leave(desk, how):
    author = desk.people["author"]
    if how == "membership":
        place = organisation("riec-limburg")
        editor = signed_in(desk.people["editor"])
        address = f"/beheer/mensen/{author.pk}/weg/{place.pk}/"
        assert editor.post(address).status_code == 302
    elif how == "groups":
        author.groups.clear()
    elif how == "closed":
        author.is_active = False
        author.save()
    else:
        author.delete()


@pytest.mark.parametrize("how", ["membership", "groups", "closed", "deleted"])
def test_what_somebody_who_left_owned_is_taken_over_by_the_organisation(desk, how):
    page, draft = item(desk), desk.draft()
    kept = item(desk, owner="author and editor")
    leave(desk, how)
    if how == "membership":
        assert KnowledgePage.objects.get(pk=draft.pk).owner is None  # at once
    assert remind(0)[0] == EDITORS
    assert set(KnowledgePage.objects.filter(owner=None)) == {
        KnowledgePage.objects.get(pk=each.pk) for each in (page, draft)
    }
    assert KnowledgePage.objects.get(pk=kept.pk).owner == desk.people["author and editor"]
    if how != "deleted":
        entry = PageLogEntry.objects.get(page=page.pk, action="cms.take_over")
        assert entry.data["owner"] == "auteur"


def test_where_an_organisation_has_no_editor_the_vng_stands_in_for_what_it_may_read(desk):
    page = make_item(under="riec-rotterdam", review_by=DATE)
    hidden = make_item(under="riec-rotterdam", review_by=DATE, label="amber-strict")
    contact = make_contact(under="riec-rotterdam", last_checked=DATE)
    people, [message] = remind(30)
    assert people == {"vng"}
    with on(30):
        vng = signed_in(desk.people["editor of the VNG"])
        lists = [vng.get(where).text for where in ("/beheer/", "/beheer/reports/klopt-nog/")]
    for text in lists:
        links = [f"/beheer/klopt-nog/stuk/{pk}/" in text for pk in (page.pk, hidden.pk)]
        assert links == [True, False]
        assert f"/beheer/pages/{page.pk}/edit/" not in text
    vng = signed_in(desk.people["editor of the VNG"])
    for address, asked in {
        f"/beheer/klopt-nog/stuk/{page.pk}/": True,
        f"/beheer/klopt-nog/stuk/{hidden.pk}/": False,
        f"/beheer/klopt-nog/contact/{contact.pk}/": True,
    }.items():
        assert (address in message.body) == asked
        assert vng.get(address).status_code == (200 if asked else 404)
        assert vng.post(address).status_code == (302 if asked else 404)
        for who in ("editor elsewhere", "portal manager"):
            assert signed_in(desk.people[who]).post(address).status_code == 404
    contact.refresh_from_db()
    change(desk.people["editor of the VNG"], contact, phone="0900-2222")
    confirm(desk.people["editor of the VNG"], contact)
    contact.refresh_from_db()
    assert (contact.draft.phone, contact.phone) == ("0900-2222", "")  # nobody confirms their own
    confirm(member_of("vng-2", "vng", "editors"), contact)
    contact.refresh_from_db()
    assert (contact.phone, contact.owner.slug) == ("0900-2222", "riec-rotterdam")
    organisation("riec-rotterdam").editors.user_set.add(desk.people["member"])
    change(desk.people["editor of the VNG"], contact, phone="0900-3333")
    contact.refresh_from_db()
    assert contact.draft.phone == "0900-2222"
    for address in (page.pk, hidden.pk):
        assert vng.get(f"/beheer/klopt-nog/stuk/{address}/").status_code == 404


def test_contacts_are_asked_about_each_month_until_somebody_looked(desk):
    fields = {"under": "riec-limburg", "phone": "0123", "last_checked": DATE}
    contact = make_contact("Geheim meldpunt", **fields)
    address = f"/beheer/klopt-nog/contact/{contact.pk}/"
    asked = {}
    for days in (29, 30, 31, 59, 61):
        asked[days], found = remind(days)
        for message in found:
            assert "1 contact moet worden nagekeken: klopt het nog?" in message.body
            assert f"https://portaal.example{address}" in message.body
            assert "Geheim" not in message.body
    assert asked == {29: set(), 30: EDITORS, 31: set(), 59: set(), 61: EDITORS}
    with on(62):
        for who in ("author", "editor elsewhere", "portal manager"):
            assert signed_in(desk.people[who]).get(address).status_code == 404
            assert signed_in(desk.people[who]).post(address).status_code == 404
        editor = signed_in(desk.people["editor"])
        assert "Geheim meldpunt" in editor.get(address).content.decode()
        contact.refresh_from_db()
        assert contact.last_checked == DATE  # looking changes nothing
        listing = editor.get("/beheer/snippets/cms/contact/").content.decode()
        assert f'action="{address}"' in listing
        assert editor.post(address).status_code == 302
        contact.refresh_from_db()
        assert contact.last_checked == timezone.localdate()
    assert remind(63)[0] == set()


def test_each_month_one_mail_asks_for_the_links_that_nobody_opened_in_the_month_before(desk):
    far = DATE.replace(year=2031)
    text = '<p><a href="https://geheim.example/">Geheim</a></p>'
    with on(0):
        first, second = (desk.draft(problem=text, review_by=far) for _each in "ab")
        for page in (first, second, desk.draft(review_by=far)):
            go_live(page)
    LinkCheck.objects.filter(page=second.pk).delete()  # as if it was published before this came
    asked = {}
    for days in (0, 31, 32, 62, 63, 64, 91, 93):  # of every month the first, and around it
        asked[days], found = remind(days)
        for message in found:
            assert "Van 2 stukken en pagina’s opende niemand vorige maand de links." in message.body
            assert f"https://portaal.example/beheer/klopt-nog/stuk/{first.pk}/" in message.body
            assert "geheim" not in message.body.lower() + message.alternatives[0].content.lower()
        assert len(found) == len(asked[days])
    assert {days for days, people in asked.items() if people} == {32, 63, 91}
    assert asked[32] == asked[63] == asked[91] == {"auteur"}
    with on(95):
        report = "/beheer/reports/klopt-nog/?when=links"
        author, ask = signed_in(desk.people["author"]), f"/beheer/klopt-nog/stuk/{first.pk}/"
        assert "Van 2 stukken en pagina’s" in author.get("/beheer/").text
        assert f'href="{ask}?next=' in author.get(report).text
        seen = re.search(r'name="links" value="(\w+)"', author.get(ask).text)[1]
        author.post(ask, {"links": seen})
        assert f'href="{ask}?next=' not in author.get(report).text
    with on(122):
        call_command("remind", stdout=StringIO())
        KnowledgePage.objects.get(pk=second.pk).unpublish()
        assert delivered(hours=23) == []


@pytest.mark.parametrize("kind", [StandardPage, CollectionPage])
def test_links_of_dossiers_and_plain_pages_are_asked_about_and_readers_see_the_day(desk, kind):
    """A plain page is kept by the VNG, a dossier by the organisation that it stands under."""
    home = Site.objects.get(is_default_site=True).root_page
    place = home if kind is StandardPage else organisation("riec-limburg").page
    with on(0):
        page = place.add_child(
            instance=kind(title="Geheimtitel", intro="Zie https://geheim.example/.", live=False)
        )
        go_live(page)
        home.specific.intro = "Zie https://thuis.example/."  # the front page shows it as text
        home.specific.save()
        LinkCheck.objects.all().delete()
        call_command("remind", stdout=StringIO())
    people, [*found] = remind(32)
    assert people == ({"vng"} if kind is StandardPage else EDITORS)
    assert all("geheim" not in message.body.lower() for message in found)
    assert all("Van 1 stuk of pagina opende niemand" in message.body for message in found)
    with on(32):
        keeper = signed_in(desk.people["editor of the VNG" if kind is StandardPage else "editor"])
        ask = f"/beheer/klopt-nog/stuk/{page.pk}/"
        report = keeper.get("/beheer/reports/klopt-nog/?when=links").text
        assert f'href="{ask}?next=' in report
        assert f"/beheer/pages/{page.pk}/edit/" not in report or kind is CollectionPage
        assert "Links gecontroleerd op" not in Client().get(page.url).text
        seen = re.search(r'name="links" value="(\w+)"', keeper.get(ask).text)[1]
        keeper.post(ask, {"links": seen})
        assert "Links gecontroleerd op" in Client().get(page.url).text
        assert "1 januari 2027" in Client().get(page.url).text
    assert remind(63)[0] == set()
