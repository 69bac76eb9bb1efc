"""One door: e-mail address or user name, a password, and nothing that tells who has an account."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, identify_hasher, make_password
from django.core import mail
from django.urls import reverse

from portal.settings import accounts
from tests.cms.accounts.people import DOOR, PASSWORD, is_signed_in, sign_in, text_of
from tests.factories import make_user, member_of

pytestmark = pytest.mark.django_db

WRONG = "Dit e-mailadres en dit wachtwoord horen niet bij elkaar."
HOSTILE = ["a\0b@example.org", "x" * 10_000 + "@example.org", "🦊@exämple.org", "' OR 1=1 --", " "]


@pytest.fixture
def user():
    return make_user("jan", email="Jan@Example.org")


class TestSignIn:
    @pytest.mark.parametrize("login", ["jan", "JAN", "jan@example.org", " JAN@example.ORG "])
    def test_by_address_or_name_in_any_case(self, user, login):
        answer = sign_in(login)
        assert answer.status_code == 302
        assert answer.url == "/"
        assert is_signed_in(answer.client)

    def test_a_wrong_password_says_no_more_than_that(self, user):
        answer = sign_in("jan@example.org", "iets-anders-1")
        assert answer.status_code == 200
        assert WRONG in text_of(answer)
        assert not is_signed_in(answer.client)

    def test_a_closed_account_stays_closed(self, user):
        user.is_active = False
        user.save()
        answer = sign_in("jan")
        assert not is_signed_in(answer.client)
        assert "gesloten" in text_of(answer.client.get(answer.url))

    def test_a_session_of_a_closed_account_ends_at_once(self, user):
        client = sign_in("jan").client
        user.is_active = False
        user.save()
        assert client.get("/mijn-account/").status_code == 302

    @pytest.mark.parametrize("login", HOSTILE)
    def test_hostile_input_gets_a_plain_answer(self, login):
        for password in ("x", "x" * 10_000, "\0", "🦊" * 50):
            answer = sign_in(login, password)
            assert answer.status_code == 200
            assert "utrecht-alert--error" in text_of(answer)

    def test_who_is_signed_in_goes_on(self, user):
        client = sign_in("jan").client
        assert client.get(f"{DOOR}?next=/zoeken/").url == "/zoeken/"

    def test_signing_out_ends_the_session(self, user):
        client = sign_in("jan").client
        assert client.get("/uitloggen/").status_code == 200
        answer = client.post("/uitloggen/", follow=True)
        assert "U bent uitgelogd" in text_of(answer)
        assert not is_signed_in(client)

    def test_the_password_is_kept_with_argon2(self, settings):
        settings.PASSWORD_HASHERS = accounts.PASSWORD_HASHERS
        assert identify_hasher(make_password(PASSWORD)).algorithm == "argon2"


class TestNext:
    @pytest.mark.parametrize("target", ["/zoeken/?q=a%20b", "/beheer/"])
    def test_leads_where_one_was_going(self, user, target):
        assert sign_in("jan", next=target).url == target

    @pytest.mark.parametrize(
        "target",
        [
            *(
                "https://kwaad.example/",
                "//kwaad.example",
                r"\\kwaad.example",
                "javascript:alert(1)",
            ),
            *("http:///kwaad.example", "/\\kwaad.example", "https://localhost/"),
        ],
    )
    def test_never_leads_elsewhere(self, user, target):
        assert sign_in("jan", next=target).url == "/"
        client = sign_in("jan").client
        assert client.get(DOOR, {"next": target}).url == "/"


class TestOtherDoors:
    @pytest.mark.parametrize("address", ["/beheer/login/", "/_util/login/"])
    def test_lead_to_this_one_and_back(self, client, address):
        answer = client.get(f"{address}?next=/beheer/kennis/")
        assert answer.url == f"{DOOR}?next=/beheer/kennis/"

    @pytest.mark.parametrize("address", ["/beheer/login/", "/_util/login/"])
    def test_take_no_password(self, user, client, address):
        client.post(address, {"username": "jan", "password": PASSWORD})
        assert not is_signed_in(client)

    def test_the_cms_sends_strangers_here(self, client):
        assert client.get("/beheer/").url == f"{DOOR}?next=/beheer/"

    @pytest.mark.parametrize("path", ["", "confirm/MQ/abc-def/", "done/", "complete/"])
    def test_the_cms_resets_no_passwords(self, client, path):
        assert client.get(f"/beheer/password_reset/{path}").url == "/wachtwoord/vergeten/"

    @pytest.mark.parametrize("name", ["account_signup", "socialaccount_signup"])
    def test_nobody_makes_an_account(self, client, name):
        form = {"email": "nieuw@example.org", "password1": PASSWORD, "username": "nieuw"}
        assert client.post(reverse(name), form).url == DOOR

    def test_the_cms_changes_no_password_and_no_address(self):
        client = sign_in(member_of("redacteur", "vng", "editors").username).client
        page = text_of(client.get("/beheer/account/"))
        assert "old_password" not in page
        assert 'name="name_email-email"' not in page


class TestForgotten:
    def ask(self, client, address):
        return client.post("/wachtwoord/vergeten/", {"email": address}, follow=True)

    def test_the_link_in_the_mail_sets_a_new_password_once(self, user, client, settings):
        settings.WAGTAILADMIN_BASE_URL = "https://portaal.example"
        self.ask(client, "JAN@example.org")
        [message] = mail.outbox
        link = re.search(r"https://portaal\.example(/wachtwoord/nieuw/\S+)", message.body)[1]
        form_page = client.get(link, follow=True)
        action = form_page.request["PATH_INFO"]
        new = {"password1": "vier-gewone-woorden", "password2": "vier-gewone-woorden"}
        assert client.post(action, new, follow=True).status_code == 200
        assert not is_signed_in(client)
        assert is_signed_in(sign_in("jan", "vier-gewone-woorden").client)
        assert "niet meer geldig" in text_of(client.get(link, follow=True))

    def test_a_new_password_ends_every_session(self, user):
        client = sign_in("jan").client
        user.set_password("vier-gewone-woorden")
        user.save()
        assert client.get("/mijn-account/").status_code == 302

    @pytest.mark.parametrize(
        ("password", "complaint"),
        [("kort", "12"), ("password1234", "te algemeen"), ("123456789012", "cijfers")],
    )
    def test_a_weak_password_is_refused(self, user, password, complaint):
        client = sign_in("jan").client
        form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
        answer = client.post("/mijn-account/wachtwoord/", form)
        assert complaint in text_of(answer)

    def test_says_the_same_of_an_address_that_nobody_has(self, user, client):
        known, unknown = (self.ask(client, f"{name}@example.org") for name in ("jan", "niemand"))
        csrf = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
        assert csrf.sub("", text_of(known)) == csrf.sub("", text_of(unknown))
        assert known.redirect_chain == unknown.redirect_chain
        assert [message.subject for message in mail.outbox] == ["Een nieuw wachtwoord"] * 2
        assert "geen account" in mail.outbox[1].body

    @pytest.mark.parametrize("address", HOSTILE)
    def test_hostile_input_gets_a_plain_answer(self, client, address):
        answer = self.ask(client, address)
        assert answer.status_code == 200


def test_an_address_of_no_account_costs_as_many_hashes(user, monkeypatch):
    """Else the time that an answer takes would tell who has an account."""
    counted = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, *given: counted.append(1) or encode(self, *given),
    )
    costs = {}
    for login in ("jan", "jan@example.org", "niemand", "niemand@example.org"):
        counted.clear()
        sign_in(login, "fout-wachtwoord")
        costs[login] = len(counted)
    assert set(costs.values()) == {1}
