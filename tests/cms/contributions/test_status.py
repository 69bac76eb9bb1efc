"""Behind the secret link: how far it is, messages, an answer, and withdrawing."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.contributions import handing_in
from cms.models import Contribution, ContributionLink, ContributionMessage, LessonPage
from tests.answers import said
from tests.cms.contributions.sender import EMAIL, NAME, do, handed_in, last_link, send
from tests.factories import go_live, member_of

pytestmark = pytest.mark.django_db

TOKEN_OF_NOBODY = "A" * 43


def missing(link):
    """Tell whether a link looks exactly like a page that is not there."""
    here, nowhere = Client().get(link), Client().get("/bestaat-niet/")
    if here.status_code != 404:
        return False
    assert here.headers == nowhere.headers
    assert here.cookies.keys() == nowhere.cookies.keys()
    return said(here) == said(nowhere)


def test_only_a_digest_of_the_link_is_kept():
    send()
    token = last_link().strip("/").rpartition("/")[2]
    assert len(token) == 43
    kept = ContributionLink.objects.get()
    assert kept.digest == hashlib.sha256(token.encode()).hexdigest()


def test_the_page_is_in_no_cache_and_no_search_engine_and_its_address_goes_nowhere():
    _contribution, link = handed_in()
    for answer in (Client().get(link), Client().post(link, {"action": "answer"})):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "strict-origin"
        assert link not in answer.text


def test_a_wrong_an_old_and_a_withdrawn_link_look_like_a_missing_page():
    _contribution, link = handed_in()
    assert not missing(link)
    for wrong in (TOKEN_OF_NOBODY, "x", "%00", "é" * 300, link.strip("/").rpartition("/")[2][:-1]):
        assert missing(f"/deel-een-les/{wrong}/"), wrong
    with time_machine.travel(timezone.now() + timedelta(days=181)):
        assert missing(link)
        assert do(link, "answer", text="Nog iets.").status_code == 404
    do(link, "withdraw")
    assert missing(link)
    send(email="laat@example.org")
    unconfirmed = last_link("laat@example.org")
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        assert missing(unconfirmed)
        assert do(unconfirmed, "confirm").status_code == 404


def test_what_editors_write_stands_behind_the_link_and_not_in_the_mail():
    contribution, link = handed_in()
    editor = member_of("redacteur", contribution.organisation.slug, "editors")
    mail.outbox.clear()
    handing_in.write_to_sender(contribution, "Was dit <b>in 2024</b>?", editor)
    message = mail.outbox[-1]
    assert message.to == [EMAIL]
    assert "in 2024" not in message.body + message.alternatives[0][0]
    for address in (link, last_link()):  # earlier links go on working
        shown = Client().get(address).text
        assert "Was dit &lt;b&gt;in 2024&lt;/b&gt;?" in shown
        assert "redacteur" not in shown.split("<main")[1].split("</main>")[0].replace(
            "redacteuren", ""
        )


def test_the_sender_answers():
    _contribution, link = handed_in()
    assert "verplicht" in do(link, "answer", text=" ").text
    answer = do(link, "answer", text="Ja, <i>in mei</i>.")
    assert answer.status_code == 302
    assert "Ja, &lt;i&gt;in mei&lt;/i&gt;." in Client().get(link).text
    for _time in range(9):
        do(link, "answer", text="En nog iets.")
    assert "over een uur" in do(link, "answer", text="En nog iets.").text
    assert ContributionMessage.objects.count() == 10


def test_before_confirming_there_is_only_confirming_and_deleting():
    send()
    link = last_link()
    do(link, "answer", text="Hallo")
    assert not ContributionMessage.objects.exists()
    assert "Uw antwoord" not in Client().get(link).text
    do(link, "withdraw")
    assert missing(link)
    assert not Contribution.objects.exists()


def test_what_was_withdrawn_in_another_tab_takes_no_answer():
    contribution, link = handed_in()
    do(link, "withdraw")
    handing_in.answer(contribution, "Ik ben Jan.")
    assert not ContributionMessage.objects.exists()


def test_withdrawing_takes_the_draft_its_versions_and_the_sender():
    contribution, link = handed_in()
    page = contribution.page
    answer = do(link, "withdraw")
    assert answer.url == "/deel-een-les/ingetrokken/"
    assert "gewist" in Client().get(answer.url).text
    assert not Page.objects.filter(pk=page.pk).exists()
    assert not Revision.objects.filter(object_id=str(page.pk)).exists()
    kept = Contribution.objects.get()
    assert (kept.state, kept.name, kept.email) == ("withdrawn", "", "")
    assert (kept.municipality, kept.page) == (None, None)
    assert not ContributionLink.objects.exists()


def publish(contribution, **fields):
    page = contribution.page
    for name, value in {"title": "Een les", "summary": "Kort.", "lesson": "Bel.", **fields}.items():
        setattr(page, name, value)
    go_live(page)
    return LessonPage.objects.get(pk=page.pk)


def test_who_sent_it_hears_of_publication_and_withdraws_only_themselves_then():
    contribution, link = handed_in()
    mail.outbox.clear()
    page = publish(contribution)
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([EMAIL], "Er staat een bericht voor u klaar")
    assert f'href="{page.url}"' in Client().get(link).text
    go_live(page)
    assert len(mail.outbox) == 1
    do(link, "withdraw")
    assert missing(link)
    assert LessonPage.objects.get().live
    assert Contribution.objects.get().email == ""


def test_a_draft_that_is_thrown_away_is_not_used():
    contribution, link = handed_in()
    mail.outbox.clear()
    contribution.page.delete()
    assert "gebruikt uw les niet" in Client().get(link).text
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([EMAIL], "Er staat een bericht voor u klaar")


def test_what_was_confirmed_in_another_tab_is_withdrawn_with_its_draft():
    send()
    stale = Contribution.objects.get()
    do(last_link(), "confirm")
    handing_in.withdraw(stale)
    assert not LessonPage.objects.exists()
    handing_in.confirm(stale)
    assert not LessonPage.objects.exists()


def closed():
    contribution, link = handed_in()
    editor = member_of("redacteur", contribution.organisation.slug, "editors")
    handing_in.write_to_sender(contribution, "Die hebben wij al.", editor, close=True)
    return contribution, link


def test_withdrawing_what_is_not_used_takes_the_draft_too():
    contribution, link = closed()
    assert "Trek mijn les in" in Client().get(link).text
    do(link, "withdraw")
    assert not Page.objects.filter(pk=contribution.page_id).exists()
    kept = Contribution.objects.get()
    assert (kept.state, kept.email, kept.page) == ("withdrawn", "", None)


def test_what_was_not_to_be_used_and_is_published_after_all_stays():
    contribution, link = closed()
    page = publish(contribution)
    assert f'href="{page.url}"' in Client().get(link).text
    do(link, "withdraw")
    assert LessonPage.objects.get().live
    assert Contribution.objects.get().state == "published"


def test_mail_to_the_sender_says_nothing_of_anybody():
    contribution, _link = handed_in()
    editor = member_of("redacteur", contribution.organisation.slug, "editors")
    handing_in.write_to_sender(contribution, "Vraag", editor)
    publish(contribution, title="Titelgeheim")
    handed_in(email="ander@example.org")
    assert len(mail.outbox) == 4
    for message in mail.outbox:
        parts = [message.subject, message.body, *(body for body, _type in message.alternatives)]
        text = " ".join(parts)
        for secret in (NAME, EMAIL, "Titelgeheim", "Vraag", "Iedereen wist"):
            assert secret not in text
        assert len(message.recipients()) == 1
