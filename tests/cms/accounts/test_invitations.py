"""Accounts are invited by the organisation: sent, accepted once, withdrawn, too late."""

import datetime
import re

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import Invitation
from tests.cms.accounts.people import PASSWORD, SET_UP, is_signed_in, sign_in, text_of
from tests.factories import make_item, make_user, member_of, organisation, signed_in

pytestmark = pytest.mark.django_db

OURS, THEIRS = "riec-oost-nederland", "riec-limburg"
NEW = "Nieuw.Persoon@Example.org"
ADD = "/beheer/mensen/uitnodigen/"
WELCOME = {
    "name": "Nieuw Persoon",
    "password1": "vier-gewone-woorden",
    "password2": "vier-gewone-woorden",
}


@pytest.fixture
def editor():
    return signed_in(member_of("redacteur", OURS, "editors"))


@pytest.fixture
def manager():
    return signed_in(make_user("beheer", "Portaalbeheer"))


def invite(client, email=NEW, slug=OURS, role="members"):
    place = organisation(slug).pk if slug else ""
    return client.post(ADD, {"email": email, "organisation": place, "role": role})


def link():
    """Return the address in the last mail."""
    return re.search(r"https?://[^/]+(/uitnodiging/\S+)", mail.outbox[-1].body)[1]


def logged():
    return list(
        ModelLogEntry.objects.filter(action__startswith="cms.")
        .order_by("pk")
        .values_list("action", "user__username")
    )


class TestSending:
    def test_the_mail_is_dutch_neutral_and_holds_no_content(self, editor):
        assert invite(editor).url == "/beheer/mensen/"
        [message] = mail.outbox
        assert message.to == ["nieuw.persoon@example.org"]
        assert message.subject == "Een uitnodiging"
        html = message.alternatives[0].content
        for body in (message.body, html):
            assert organisation(OURS).name in body
            assert link() in body
        assert logged() == [("cms.invitation.send", "redacteur")]

    def test_the_link_has_the_address_that_we_are_known_by(self, editor, settings):
        settings.WAGTAILADMIN_BASE_URL = "https://portaal.example"
        invite(editor)
        assert "https://portaal.example/uitnodiging/" in mail.outbox[0].body

    def test_the_database_does_not_hold_the_link(self, editor):
        invite(editor)
        token = link().split("/")[2]
        assert token not in str(Invitation.objects.values().get())

    @pytest.mark.parametrize("role", ["members", "authors", "editors"])
    def test_an_editor_gives_every_role_of_her_own_organisation(self, editor, role):
        assert invite(editor, role=role).status_code == 302

    @pytest.mark.parametrize(
        ("slug", "role"),
        [(THEIRS, "members"), (None, "community"), (OURS, "admin"), (None, "members")],
    )
    def test_an_editor_gives_nothing_else(self, editor, slug, role):
        assert invite(editor, slug=slug, role=role).status_code == 200
        assert not mail.outbox

    @pytest.mark.parametrize(
        "who",
        [
            lambda: member_of("auteur", OURS, "authors"),
            lambda: member_of("lid", OURS, "members"),
            lambda: make_user("lezer"),
        ],
    )
    def test_others_invite_nobody(self, who):
        assert invite(signed_in(who())).status_code in {302, 403}
        assert not mail.outbox

    @pytest.mark.parametrize(("slug", "role"), [(THEIRS, "editors"), (None, "community")])
    def test_the_portal_manager_invites_for_all(self, manager, slug, role):
        assert invite(manager, slug=slug, role=role).status_code == 302
        assert len(mail.outbox) == 1

    def test_nobody_sends_mail_to_the_world(self, editor, monkeypatch):
        monkeypatch.setattr("cms.accounts.desk.INVITATIONS_A_DAY", 2)
        answers = [invite(editor, f"a{number}@example.org").status_code for number in range(3)]
        assert answers == [302, 302, 200]

    @pytest.mark.parametrize("email", ["x" * 10_000 + "@example.org", "a\0b@example.org", "🦊", ""])
    def test_hostile_input_gets_a_plain_answer(self, editor, email):
        assert invite(editor, email).status_code == 200

    def test_what_is_shown_is_the_same_whoever_has_an_account(self, editor):
        make_user("bestaand", email="bestaand@example.org")
        invite(editor, "bestaand@example.org")
        invite(editor, "bedacht@example.org")
        rows = re.findall(r"<tr>.*?</tr>", text_of(editor.get("/beheer/mensen/")), re.DOTALL)
        one, other = (next(row for row in rows if name in row) for name in ("bestaand", "bedacht"))
        plain = [re.sub(r"bestaand|bedacht|\d+", "", row) for row in (one, other)]
        assert plain[0] == plain[1]
        bodies = [re.sub(r"uitnodiging/\S+", "", message.body) for message in mail.outbox]
        assert bodies[0] == bodies[1]


class TestAccepting:
    def test_somebody_new_gets_an_account_and_reads_along(self, editor, client):
        item = make_item(label="amber", under=OURS)
        invite(editor)
        page = client.get(link(), follow=True)
        assert page.request["PATH_INFO"] == "/uitnodiging/"
        assert "nieuw.persoon@example.org" in text_of(page)
        assert client.post("/uitnodiging/", WELCOME).url == "/mijn-account/"
        assert client.get(item.url).status_code == 200
        person = User.objects.get(email="nieuw.persoon@example.org")
        assert list(person.groups.all()) == [organisation(OURS).members]
        assert is_signed_in(sign_in("nieuw.persoon@EXAMPLE.org", "vier-gewone-woorden").client)
        assert logged()[-1] == ("cms.invitation.accept", person.username)

    def test_a_new_editor_sets_up_the_second_step_first(self, editor, client, settings):
        invite(editor, role="editors")
        settings.MFA_REQUIRED = True
        client.get(link())
        client.post("/uitnodiging/", WELCOME)
        assert client.get("/beheer/").url == SET_UP

    def test_a_link_works_once(self, editor, client):
        invite(editor)
        client.get(link())
        client.post("/uitnodiging/", WELCOME)
        again = Client().get(link(), follow=True)
        assert again.status_code == 404
        assert "niet meer geldig" in text_of(again)

    def test_two_who_accept_at_once_make_one_account(self, editor):
        invite(editor)
        browsers = [Client(), Client()]
        for browser in browsers:
            browser.get(link())
        codes = [browser.post("/uitnodiging/", WELCOME).status_code for browser in browsers]
        assert codes == [302, 404]
        assert User.objects.filter(email="nieuw.persoon@example.org").count() == 1

    def test_a_link_is_worth_nothing_after_a_week(self, editor, client):
        invite(editor)
        with time_machine.travel(timezone.now() + datetime.timedelta(days=7, minutes=1)):
            assert client.get(link(), follow=True).status_code == 404

    def test_a_withdrawn_link_is_worth_nothing(self, editor, client):
        invite(editor)
        client.get(link())
        invitation = Invitation.objects.get()
        editor.post(f"/beheer/mensen/uitnodiging/{invitation.pk}/intrekken/")
        assert client.post("/uitnodiging/", WELCOME).status_code == 404
        assert logged()[-1] == ("cms.invitation.withdraw", "redacteur")

    def test_a_new_invitation_takes_the_place_of_the_old(self, editor, client):
        invite(editor)
        old = link()
        invite(editor, role="authors")
        assert client.get(old, follow=True).status_code == 404
        assert client.get(link(), follow=True).status_code == 200

    def test_another_organisation_withdraws_nothing(self, editor):
        invite(editor)
        invitation = Invitation.objects.get()
        other = signed_in(member_of("ander", THEIRS, "editors"))
        address = f"/beheer/mensen/uitnodiging/{invitation.pk}/intrekken/"
        assert other.post(address).status_code == 404
        assert Invitation.objects.open().exists()

    @pytest.mark.parametrize("token", ["x", "x" * 5_000, "%00", "../../beheer"])
    def test_a_guess_is_worth_nothing(self, client, token):
        assert client.get(f"/uitnodiging/{token}/", follow=True).status_code == 404

    @pytest.mark.parametrize(
        "change",
        [
            {"password1": "kort", "password2": "kort"},
            {"password2": "iets-heel-anders"},
            {"name": ""},
            {"name": "x" * 10_000},
            {"name": "\0"},
            {"password1": "nieuw.persoon", "password2": "nieuw.persoon"},
        ],
    )
    def test_a_form_that_is_not_right_makes_no_account(self, editor, client, change):
        invite(editor)
        client.get(link())
        assert client.post("/uitnodiging/", {**WELCOME, **change}).status_code == 200
        assert not User.objects.filter(email__icontains="nieuw").exists()


class TestKnown:
    """Somebody who has an account keeps it."""

    @pytest.fixture
    def person(self):
        return make_user("bekende", email="nieuw.persoon@example.org")

    def test_signs_in_and_accepts(self, editor, person, client):
        invite(editor)
        page = text_of(client.get(link(), follow=True))
        assert 'name="password1"' not in page
        assert client.post("/uitnodiging/", WELCOME).status_code == 200
        assert not person.groups.exists()
        assert sign_in("bekende", client=client, next="/uitnodiging/").url == "/uitnodiging/"
        assert "Aannemen" in text_of(client.get("/uitnodiging/"))
        client.post("/uitnodiging/")
        assert list(person.groups.all()) == [organisation(OURS).members]
        assert is_signed_in(client)

    def test_signs_in_again_for_rights_in_the_cms(self, editor, person):
        invite(editor, role="editors")
        client = sign_in("bekende").client
        client.get(link())
        answer = client.post("/uitnodiging/", follow=True)
        assert answer.request["PATH_INFO"] == "/inloggen/"
        assert "Log opnieuw in" in text_of(answer)
        assert not is_signed_in(client)
        assert sign_in("bekende", PASSWORD).client.get("/beheer/").status_code == 200

    def test_somebody_else_who_is_signed_in_accepts_nothing(self, editor, person):
        make_user("ander", email="ander@example.org")
        invite(editor)
        client = sign_in("ander").client
        client.get(link())
        assert "ander adres" in text_of(client.post("/uitnodiging/", WELCOME))
        assert not User.objects.filter(groups=organisation(OURS).members).exists()

    def test_a_closed_account_is_not_opened_by_it(self, editor, person, client):
        person.is_active = False
        person.save()
        invite(editor)
        client.get(link())
        assert "gesloten" in text_of(client.post("/uitnodiging/", WELCOME))
        person.refresh_from_db()
        assert not person.is_active
