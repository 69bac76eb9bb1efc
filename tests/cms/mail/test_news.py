"""Mail about hand-overs: who gets it, when, together, as each person chose; it names nothing."""

import datetime
import zoneinfo

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from cms.mail.models import Notice
from cms.models import Contribution, PlaybookPage
from tests.cms.editor_form import decide
from tests.cms.mail.post import delivered
from tests.cms.moderation.conftest import OWN
from tests.cms.moderation.test_contacts import NEW, OLD, change, confirm
from tests.factories import leaves, make_contact, organisation, signed_in

SECRET = "Geheimtitel"
ACCOUNT = "/beheer/account/"
EDITORS = ["redacteur-2@example.org", "redacteur@example.org"]
BOTH = ["auteur-en-redacteur@example.org", *EDITORS]


def to(messages):
    return sorted(message.to[0] for message in messages)


def link(page):
    return f"https://portaal.example/beheer/pages/{page.pk}/edit/"


def choose(user, **choices):
    usual = {"waits": "at once", "outcome": "at once", "remarks": "at once", "upkeep": "daily"}
    form = {f"mail-{name}": value for name, value in {**usual, **choices}.items()}
    others = {"name_email-first_name": "A", "name_email-last_name": "B"}
    theme = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    answer = signed_in(user).post(ACCOUNT, {**form, **others, **theme})
    assert answer.status_code == 302, answer.context["panels_by_tab"]


def test_each_hand_over_is_told_to_who_is_next_and_to_nobody_else(desk):
    page = desk.draft(kind=PlaybookPage, title=SECRET)
    state = desk.hand_in(page)
    assert delivered() == []
    assert to(delivered(minutes=11)) == BOTH
    decide(desk.people["editor"], state, "approve")
    assert to(delivered(minutes=11)) == ["vng@example.org"]
    decide(desk.people["editor of the VNG"], state, "approve")
    [message] = delivered(minutes=11)
    assert message.to == ["auteur@example.org"]
    assert "1 stuk van u is goedgekeurd." in message.body


@pytest.mark.parametrize("sender", ["nobody", "who left"])
def test_what_is_sent_back_to_nobody_is_told_to_the_editors(desk, sender):
    page = desk.draft()
    page.owner = None
    page.save(update_fields=["owner"])
    author = desk.people["author"]
    state = page.get_workflow().start(page, None if sender == "nobody" else author)
    author.groups.clear()
    delivered(minutes=11)
    decide(desk.people["editor"], state, "reject", comment="Te kort.")
    messages = delivered(minutes=11)
    assert to(messages) == [each for each in BOTH if each != "redacteur@example.org"]
    assert "teruggestuurd" in messages[0].body


HOW = pytest.mark.parametrize("how", ["closed", "deleted", "left"])


@HOW
@pytest.mark.parametrize("when", ["before", "before the mail", "after the mail"])
def test_what_is_sent_back_to_somebody_who_is_gone_is_told_to_the_editors_once(desk, how, when):
    page, author = desk.draft(), desk.people["author"]
    state = desk.hand_in(page)
    delivered(minutes=11)
    if when == "before":
        leaves(author, how)
    decide(desk.people["editor"], state, "reject", comment="Te kort.")
    if when == "after the mail":
        assert to(delivered(minutes=11)) == ["auteur@example.org"]
    if when != "before":
        leaves(author, how)
    messages = delivered(minutes=11) + delivered(minutes=22)
    call_command("remind")
    messages += delivered(minutes=33)
    found = set(to(messages))
    assert len(messages) == len(found)
    assert found | {"redacteur@example.org"} == set(BOTH)
    assert all("teruggestuurd" in message.body for message in messages)


def test_the_decision_is_told_to_who_handed_in_last_and_to_nobody_else(desk):
    page = desk.draft()
    state = desk.hand_in(page)
    decide(desk.people["editor"], state, "reject", comment="Te kort.")
    state.refresh_from_db()
    state.resume(desk.people["second author"])
    leaves(desk.people["author"], "closed")
    assert not [each for each in delivered(minutes=11) if "teruggestuurd" in each.body]
    decide(desk.people["editor"], state, "approve")
    [message] = delivered(minutes=11)
    assert message.to == ["auteur-2@example.org"]
    assert "goedgekeurd" in message.body


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_mail_names_no_item(desk, action):
    page = desk.draft(title=SECRET)
    state = desk.hand_in(page)
    found = delivered(minutes=11)
    decide(desk.people["editor"], state, action, comment=f"Over {SECRET}.")
    found += delivered(minutes=11)
    assert "auteur@example.org" in to(found)
    for message in found:
        [html] = [each.content for each in message.alternatives]
        assert SECRET not in " ".join([message.subject, message.body, html])
        assert message.subject == "Een bericht over uw werk"
        assert link(page) in message.body
        assert f'href="{link(page)}"' in html
        assert f"https://portaal.example{ACCOUNT}" in message.body


def test_what_comes_within_one_window_goes_as_one_mail(desk):
    pages = [desk.draft() for _number in range(12)]
    with time_machine.travel(datetime.datetime(2026, 12, 1, 9, 1, tzinfo=datetime.UTC)):
        for page in pages:
            desk.hand_in(page)
        found = delivered(minutes=9)
        assert to(found) == BOTH
        body = found[0].body
        assert "12 stukken wachten op uw controle." in body
        assert sum(link(page) in body for page in pages) == 10
        assert "En nog 2" in body
        assert delivered(minutes=20) == []


def test_what_others_did_meanwhile_is_not_told(desk):
    first, second = desk.draft(), desk.draft()
    decide(desk.people["editor"], desk.hand_in(first), "approve")
    desk.hand_in(second)
    by_person = {message.to[0]: message.body for message in delivered(minutes=11)}
    assert all(link(first) not in by_person[person] for person in BOTH)
    assert all("1 stuk wacht op uw controle." in by_person[person] for person in BOTH)


def test_each_person_chooses(desk):
    choose(desk.people["editor"], waits="never")
    choose(desk.people["second editor"], waits="daily")
    amsterdam = zoneinfo.ZoneInfo("Europe/Amsterdam")
    with time_machine.travel(datetime.datetime(2026, 12, 1, 15, tzinfo=amsterdam)):
        desk.hand_in(desk.draft())
        assert to(delivered(minutes=11)) == ["auteur-en-redacteur@example.org"]
        desk.hand_in(desk.draft())
        assert to(delivered(hours=15)) == ["auteur-en-redacteur@example.org"]
        [morning] = delivered(hours=16)  # at seven
        assert morning.to == ["redacteur-2@example.org"]
        assert "2 stukken wachten op uw controle." in morning.body


def test_the_account_page_shows_one_choice_and_keeps_wagtails_in_step(desk):
    editor = desk.people["editor"]
    page = signed_in(editor).get(ACCOUNT).content.decode()
    assert 'name="mail-waits"' in page
    assert "submitted_notifications" not in page
    choose(editor, waits="never", outcome="daily", remarks="never")
    profile = editor.wagtail_userprofile
    profile.refresh_from_db()
    assert not profile.submitted_notifications
    assert profile.approved_notifications
    assert not profile.updated_comments_notifications
    bad = signed_in(editor).post(ACCOUNT, {"mail-waits": "soms"})
    assert bad.status_code == 200


def test_who_turned_wagtails_mail_off_before_gets_none(desk):
    for person in desk.people.values():
        profile = type(person).wagtail_userprofile.related.related_model.get_for_user(person)
        profile.submitted_notifications = False
        profile.save()
    desk.hand_in(desk.draft())
    assert delivered(minutes=11) == []


def test_nobody_who_may_not_sign_in_gets_mail(desk):
    desk.hand_in(desk.draft())
    editor = desk.people["editor"]
    editor.is_active = False
    editor.save()
    assert editor.email not in to(delivered(minutes=11))


def test_who_may_confirm_a_change_hears_of_it_while_it_waits(desk):
    contact = make_contact("Geheim loket", under=OWN, phone=OLD)
    change(desk.people["editor"], contact, phone=NEW)
    told = {message.to[0]: message for message in delivered(minutes=11)}
    assert sorted(told) == ["auteur-en-redacteur@example.org", "redacteur-2@example.org"]
    text = told["redacteur-2@example.org"].body
    assert "1 contact wacht op uw bevestiging" in text
    assert f"https://portaal.example{reverse('cms_confirm_contact', args=[contact.pk])}" in text
    assert "Geheim" not in text
    change(desk.people["editor"], contact, phone="0900-5555")
    confirm(desk.people["second editor"], contact)
    assert delivered(minutes=11) == []


def test_where_the_last_free_editor_leaves_the_vng_hears_of_a_change_once(desk):
    contact = make_contact(under=OWN, phone=OLD)
    change(desk.people["editor"], contact, phone=NEW)
    leaves(desk.people["second editor"], "closed")
    leaves(desk.people["author and editor"], "left")
    told = [message for window in range(1, 5) for message in delivered(minutes=11 * window)]
    assert to(told) == ["vng@example.org"]
    assert "1 contact wacht op uw bevestiging" in told[0].body
    assert not Notice.objects.exists()


def closes_the_selection(admin, *people):
    """Close accounts from the list of users: no user is saved, so no signal tells of it."""
    ids = "&".join(f"id={person.pk}" for person in people)
    address = f"/beheer/bulk/auth/user/set_active_state/?{ids}&next=/beheer/"
    assert signed_in(admin).post(address, {"mark_as_active": "False"}).status_code == 302


@pytest.mark.parametrize("how", ["closed", "deleted", "left", "in a selection"])
def test_what_waits_where_the_last_free_editor_leaves_is_told_to_the_vng_in_one_mail(desk, how):
    contact, page = make_contact("Geheim loket", under=OWN, phone=OLD), desk.draft(title=SECRET)
    change(desk.people["editor"], contact, phone=NEW)
    own = desk.draft("editor", title=SECRET)
    desk.hand_in(own, "editor"), desk.hand_in(page)
    Contribution.objects.create(organisation=organisation(OWN), email="a@example.org", state="open")
    delivered(minutes=11)
    gone = [desk.people["second editor"], desk.people["author and editor"]]
    if how == "in a selection":
        closes_the_selection(desk.people["superuser"], *gone, desk.people["editor"])
    else:
        leaves(gone[0], how)
        assert delivered(minutes=11) == []  # there is another
        leaves(gone[1], how)
    found = delivered(minutes=11)
    others = how == "in a selection"
    assert to(found) == ["vng@example.org"]
    [text] = [message.body for message in found]
    assert (link(page) in text) == others  # else the editor is still there, who did not write it
    assert link(own) in text
    assert "1 contact wacht op uw bevestiging" in text
    assert ("1 ingediende les" in text) == others
    assert "Geheim" not in text
    assert delivered(days=2) == []
