"""Mail to the editors about handed-in lessons: once, as each of them chose, and nothing lost."""

import datetime
import zoneinfo

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import WorkflowPage, WorkflowTask

from cms.contributions.handing_in import write_to_sender
from cms.models import Contribution, MailChoice, PortalSettings
from tests.cms.contributions.sender import EMAIL, NAME, do, handed_in
from tests.cms.editor_form import edit_address, form_at
from tests.cms.mail.post import delivered
from tests.factories import leaves, member_of, organisation, signed_in

pytestmark = pytest.mark.django_db

OWN = "riec-oost-nederland"
PERSONAL = "Burgemeester Jansen werd gebeld op 06-12345678."
WAYS = pytest.mark.parametrize(
    "way", ["waits", "stopped by the privacy check", "no workflow", "no review"]
)


def editor(name="redacteur", slug=OWN, **choices):
    person = member_of(name, slug, "editors")
    person.email = f"{name}@example.org"
    person.save()
    MailChoice.objects.create(user=person, **choices)
    return person


def hand_in(way="waits"):
    if way == "no workflow":
        WorkflowPage.objects.all().delete()
    if way == "no review":
        WorkflowTask.objects.filter(task__privacychecktask=None).delete()
    found = handed_in(**({"happened": PERSONAL} if way.startswith("stopped") else {}))
    assert {*mail.outbox[0].to, *mail.outbox[-1].to} == {EMAIL}  # of the editors nobody yet
    mail.outbox.clear()
    return found


def told(**later):
    """Return who was told what by then, in the order of names."""
    found = sorted(delivered(**later), key=lambda message: message.to)
    return [(message.to[0].partition("@")[0], message.body) for message in found]


def names(**later):
    return [name for name, _body in told(**later)]


@WAYS
def test_each_editor_gets_one_mail_about_one_handed_in_lesson(way):
    editor(), editor("tweede"), editor("buur", "riec-limburg"), editor("vng", "vng")
    hand_in(way)
    assert names(minutes=11) == ["redacteur", "tweede"]
    assert names(days=2) == []


def test_where_the_first_step_asks_others_the_editors_hear_of_it_all_the_same():
    editor(), editor("vng", "vng")
    WorkflowTask.objects.filter(task__organisationreviewtask__isnull=False).delete()
    settings = PortalSettings.load()
    settings.vng_reviews_kinds = ["les"]
    settings.save()
    hand_in()
    assert names(minutes=11) == ["redacteur", "vng"]


def test_who_handed_it_in_hears_nothing_of_it_as_an_editor():
    person = editor()
    person.email = EMAIL
    person.save()
    editor("tweede")
    handed_in()
    mail.outbox.clear()
    assert names(minutes=11) == ["tweede"]


@WAYS
def test_the_mail_comes_as_each_editor_chose_for_what_waits(way):
    amsterdam = zoneinfo.ZoneInfo("Europe/Amsterdam")
    editor("meteen", waits="at once", outcome="never")
    editor("ochtend", waits="daily", outcome="at once")
    editor("nooit", waits="never", outcome="at once")
    with time_machine.travel(datetime.datetime(2026, 12, 1, 15, tzinfo=amsterdam)):
        _contribution, link = hand_in(way)
        assert names(minutes=11) == ["meteen"]
        do(link, "answer", text="Nog iets.")
        assert names(minutes=11) == ["meteen"]
        [(name, body)] = told(hours=16)  # at seven
    assert name == "ochtend"
    assert "Er is nieuws over 1 ingediende les." in body
    assert ("1 stuk wacht op uw controle." in body) == (way == "waits")


@WAYS
def test_where_no_editor_is_left_the_vng_is_told(way):
    gone = editor()
    gone.is_active = False
    gone.save()
    editor("vng", "vng")
    _contribution, link = hand_in(way)
    assert names(minutes=11) == ["vng"]
    do(link, "answer", text="Nog iets.")
    assert names(minutes=11) == ["vng"]
    do(link, "withdraw")
    assert names(minutes=11) == ["vng"]


def test_the_editors_hear_of_an_answer_until_one_of_them_wrote_back():
    person = editor()
    contribution, link = hand_in()
    delivered(minutes=11)
    address = reverse("cms_contribution", args=[contribution.pk])
    write_to_sender(contribution, "Wanneer?", person)
    do(link, "answer", text="In mei.")
    do(link, "answer", text="Of in juni.")
    [(_name, body)] = [each for each in told(minutes=11) if each[0] == "redacteur"]
    assert "Er is nieuws over 1 ingediende les." in body
    assert body.count(address) == 1
    do(link, "answer", text="In juni.")
    write_to_sender(contribution, "Dank u.", person)
    assert "redacteur" not in names(minutes=11)


def test_of_lessons_that_were_withdrawn_only_that_is_told_with_a_link_to_the_list():
    editor()
    links = [handed_in(email=f"{each}@example.org")[1] for each in range(2)]
    for link in links:
        do(link, "answer", text="Toch niet.")
        do(link, "withdraw")
    mail.outbox.clear()
    [(_name, body)] = told(minutes=11)
    assert "2 ingediende lessen zijn ingetrokken" in body
    assert "nieuws over" not in body
    assert "controle" not in body
    [address] = [line for line in body.splitlines() if "ingediend/" in line]
    assert address.endswith(reverse("cms_contributions"))


@WAYS
def test_mail_to_the_editors_names_neither_sender_nor_lesson(way):
    editor()
    contribution, link = hand_in(way)
    delivered(minutes=11)
    do(link, "answer", text="Antwoord")
    delivered(minutes=11)
    do(link, "withdraw")
    delivered(minutes=11)
    assert len(mail.outbox) == 3
    for message in mail.outbox:
        [html] = [each.content for each in message.alternatives]
        text = " ".join([message.subject, message.body, html])
        for secret in (NAME, EMAIL, "Antwoord", "Jansen", "Iedereen wist", str(contribution)):
            assert secret not in text


def complete(person, page, title="Een les"):
    """Save the draft as an editor does who fills in what the sender did not."""
    browser = signed_in(person)
    form = form_at(browser, edit_address(page))
    form["title"] = title
    assert browser.post(edit_address(page), form).status_code == 302


def test_where_the_only_editor_wrote_along_the_vng_hears_that_it_stands_in_once():
    person = editor()
    editor("vng", "vng"), editor("vng-nooit", "vng", waits="never")
    page = hand_in()[0].page
    assert names(minutes=11) == ["redacteur"]
    complete(person, page)
    [(name, body)] = told(minutes=11)
    assert name == "vng"
    assert "1 stuk wacht op uw controle." in body
    assert "Een les" not in body
    complete(person, page, "Een andere titel")
    assert names(days=2) == []


def test_who_leaves_asks_the_same_of_few_and_of_many_handed_in_lessons():
    editor("blijft")
    counts = []
    for number in (1, 3):
        gone = editor(f"gaat-{number}")
        for _each in range(number):
            Contribution.objects.create(
                organisation=organisation(OWN), email=EMAIL, state=Contribution.State.OPEN
            )
        with CaptureQueriesContext(connection) as asked:
            leaves(gone, "closed")
        counts.append(sum('FROM "cms_contribution' in each["sql"] for each in asked))
    assert counts[0] == counts[1]


def happens(what):
    """Have something told to who handles the lesson now, and return the link of the sender."""
    _contribution, link = hand_in("no workflow")
    if what != "handed in":
        delivered(minutes=11)
        do(link, "answer" if what == "answered" else "withdraw", text="Nog iets.")
        mail.outbox.clear()
    return link


@pytest.mark.parametrize("what", ["handed in", "answered", "withdrawn"])
@pytest.mark.parametrize("how", ["left", "closed", "deleted"])
def test_who_handles_it_when_the_mail_goes_gets_it(what, how):
    person, second = editor(), editor("tweede", waits="daily")
    editor("vng", "vng")
    happens(what)
    leaves(person, how)
    leaves(second, how)
    assert names(minutes=11) + names(minutes=22) == ["vng"]
    assert names(days=2) == []


@pytest.mark.parametrize("what", ["handed in", "answered", "withdrawn"])
def test_from_the_vng_the_news_goes_to_the_first_editor_of_the_riec(what):
    editor("vng", "vng", waits="daily")
    happens(what)
    editor()
    assert names(days=2) + names(days=4) == ["redacteur"]
