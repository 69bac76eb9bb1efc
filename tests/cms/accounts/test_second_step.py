"""MFA is required for every account with rights in the CMS; whoever wants it may have it."""

import json
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import transaction
from django.test import Client

from cms.models import HomePage, StandardPage
from tests.cms.accounts.people import (
    PASSWORD,
    SET_UP,
    code,
    is_signed_in,
    sign_in,
    steps,
    text_of,
    with_app,
    with_recovery_codes,
)
from tests.factories import go_live, make_item, make_user, member_of, organisation

pytestmark = pytest.mark.django_db

CODE = "/inloggen/tweede-stap/"
PEOPLE = {
    "member": lambda: member_of("lid", "vng", "members"),
    "community": lambda: make_user("gemeenschap", "Gemeenschap"),
    "author": lambda: member_of("auteur", "vng", "authors"),
    "editor": lambda: member_of("redacteur", "vng", "editors"),
    "portal manager": lambda: make_user("beheer", "Portaalbeheer"),
    "superuser": lambda: make_user("admin", is_superuser=True),
}
AT_DESK = ("author", "editor", "portal manager", "superuser")
DESK = [
    *("/beheer/", "/beheer/kennis/", "/beheer/pages/1/", "/beheer/handleiding/", "/beheer/users/"),
    *("/beheer/api/main/pages/", "/beheer/images/", "/beheer/account/", "/beheer/jsi18n/"),
    *("/beheer/pages/add/cms/guidepage/3/preview/", "/beheer/sprite/"),
]
READING = ["/", "/zoeken/?q=bedreiging", "/mijn-account/", "/mijn-account/sessies/", "/sitemap.xml"]


@pytest.fixture(autouse=True)
def required(settings):
    settings.MFA_REQUIRED = True


def take(client, given):
    return client.post(CODE, {"code": given})


class TestWhoMust:
    @pytest.mark.parametrize("who", AT_DESK)
    def test_reaches_only_the_set_up_until_it_is_done(self, who):
        user = PEOPLE[who]()
        client = sign_in(user.username).client
        for address in (*DESK, *READING):
            for request in (client.get, client.post):
                answer = request(address)
                assert (answer.status_code, answer.url) == (302, SET_UP), address
        assert client.get(SET_UP).status_code == 200
        assert client.get(f"{SET_UP}app/").status_code == 200
        assert client.get(f"{SET_UP}passkey/").status_code == 200

    @pytest.mark.parametrize("who", AT_DESK)
    def test_goes_on_after_it(self, who):
        user = PEOPLE[who]()
        client = sign_in(user.username).client
        secret = client.get(f"{SET_UP}app/").context["form"].secret
        answer = client.post(f"{SET_UP}app/", {"code": code(secret)})
        assert answer.url == f"{SET_UP}herstelcodes/"
        assert client.get("/beheer/").status_code == 200
        assert client.get("/zoeken/").status_code == 200

    @pytest.mark.parametrize("who", AT_DESK)
    def test_takes_it_at_every_sign_in(self, who):
        user = PEOPLE[who]()
        secret = with_app(user)
        answer = sign_in(user.username, next="/beheer/")
        assert answer.url == CODE
        assert not is_signed_in(answer.client)
        for address in ("/beheer/", "/mijn-account/"):
            assert answer.client.get(address).url.startswith("/inloggen/")
        assert take(answer.client, code(secret)).url == "/beheer/"
        assert answer.client.get("/beheer/").status_code == 200

    def test_whoever_is_threatened_now_is_helped_first_as_a_stranger(self):
        page = StandardPage(title="Nu bedreigd?", slug="nu-bedreigd", live=False)
        if not StandardPage.objects.filter(slug="nu-bedreigd").exists():
            HomePage.objects.get().add_child(instance=page)
            go_live(page)
        client = sign_in(PEOPLE["editor"]().username).client
        answer = client.get("/nu-bedreigd/")
        assert answer.status_code == 200
        assert "Uitloggen" not in text_of(answer)

    def test_a_session_from_another_door_gets_nowhere(self):
        user = PEOPLE["editor"]()
        with_app(user)
        client = Client()
        client.force_login(user)
        for address in ("/beheer/", SET_UP, f"{SET_UP}app/", "/zoeken/"):
            assert client.get(address).url.startswith("/inloggen/")
            assert not is_signed_in(client)
            client.force_login(user)

    def test_rights_count_of_the_moment_at_which_the_desk_is_asked(self):
        user = PEOPLE["member"]()
        client = sign_in(user.username).client
        user.is_superuser = True
        user.save()
        assert client.get("/beheer/").url == SET_UP

    def test_rights_from_a_group_end_the_sessions_of_before(self):
        user = PEOPLE["member"]()
        client = sign_in(user.username).client
        user.groups.add(organisation("vng").editors)
        assert client.get("/mijn-account/").url.startswith("/inloggen/")

    def test_keeps_the_last_one(self):
        user = PEOPLE["editor"]()
        secret = with_app(user)
        client = sign_in(user.username).client
        take(client, code(secret))
        client.post(f"{SET_UP}app/weg/")
        assert steps(user) == ["totp"]
        assert "U werkt in de beheeromgeving" in text_of(client.get(f"{SET_UP}app/weg/"))

    def test_signing_out_is_always_possible(self):
        client = sign_in(PEOPLE["editor"]().username).client
        assert client.post("/uitloggen/").status_code == 302
        assert not is_signed_in(client)


class TestWhoNeedNot:
    @pytest.mark.parametrize("who", ["member", "community"])
    def test_reads_without_it(self, who):
        client = sign_in(PEOPLE[who]().username).client
        for address in READING:
            assert client.get(address).status_code == 200

    @pytest.mark.parametrize("who", ["member", "community"])
    def test_takes_it_once_it_is_set_up(self, who):
        user = PEOPLE[who]()
        with_app(user)
        assert sign_in(user.username).url == CODE

    def test_may_give_it_up(self):
        user = PEOPLE["member"]()
        secret = with_app(user)
        client = sign_in(user.username).client
        take(client, code(secret))
        client.post(f"{SET_UP}app/weg/")
        assert steps(user) == []

    @pytest.mark.parametrize("who", AT_DESK)
    def test_where_it_is_not_required_a_password_does(self, who, settings):
        settings.MFA_REQUIRED = False
        client = sign_in(PEOPLE[who]().username).client
        assert client.get("/beheer/").status_code == 200


class TestCodes:
    @pytest.fixture
    def user(self):
        return PEOPLE["editor"]()

    def test_a_code_works_once(self, user):
        secret = with_app(user)
        given = code(secret)
        take(sign_in(user.username).client, given)
        second = sign_in(user.username).client
        assert "Deze code klopt niet" in text_of(take(second, given))
        assert not is_signed_in(second)

    @pytest.mark.parametrize(("ahead", "works"), [(-2, False), (-1, True), (1, True), (2, False)])
    def test_a_clock_may_differ_by_half_a_minute(self, user, ahead, works):
        secret = with_app(user)
        client = sign_in(user.username).client
        take(client, code(secret, ahead))
        assert is_signed_in(client) is works

    def test_guessing_is_stopped(self, user):
        secret = with_app(user)
        client = sign_in(user.username).client
        for _attempt in range(5):
            take(client, "000000")
        answer = take(client, code(secret))
        assert "Te veel pogingen" in text_of(answer)
        with time_machine.travel(time.time() + 400):
            take(client, code(secret))
            assert is_signed_in(client)

    def test_signing_in_anew_gives_no_new_guesses(self, user):
        secret = with_app(user)
        for _attempt in range(5):
            take(sign_in(user.username).client, "000000")
        client = sign_in(user.username).client
        take(client, code(secret))
        assert not is_signed_in(client)

    def test_a_recovery_code_works_once_in_its_place(self, user):
        with_app(user)
        first, *_others = with_recovery_codes(user)
        client = sign_in(user.username).client
        take(client, first)
        assert client.get("/beheer/").status_code == 200
        again = sign_in(user.username).client
        take(again, first)
        assert not is_signed_in(again)

    def test_recovery_codes_are_shown_once(self, user):
        client = sign_in(user.username).client
        secret = client.get(f"{SET_UP}app/").context["form"].secret
        client.post(f"{SET_UP}app/", {"code": code(secret)})
        page = client.get(f"{SET_UP}herstelcodes/")
        codes = page.context["unused_codes"]
        assert len(codes) == 10
        again = text_of(client.get(f"{SET_UP}herstelcodes/"))
        assert not any(each in again for each in codes)

    def test_a_secret_is_not_in_the_database_as_it_is(self, user):
        assert with_app(user) not in json.dumps(Authenticator.objects.get().data)

    def test_setting_up_ends_the_other_sessions_and_tells_the_owner(self, user, monkeypatch):
        # The view commits while it answers; a test never does.
        monkeypatch.setattr(transaction, "on_commit", lambda act: act())
        user.email = "redacteur@example.org"
        user.save()
        other = sign_in(user.username).client
        client = sign_in(user.username).client
        secret = client.get(f"{SET_UP}app/").context["form"].secret
        client.post(f"{SET_UP}app/", {"code": code(secret)})
        assert other.get(SET_UP).url.startswith("/inloggen/")
        assert client.get(SET_UP).status_code == 200
        assert [message.subject for message in mail.outbox] == ["Een wijziging van uw account"]
        assert "authenticator-app" in mail.outbox[0].body

    @pytest.mark.parametrize("given", ["", "\0", "🦊" * 20, "1" * 10_000, "١٢٣٤٥٦"])
    def test_hostile_codes_get_a_plain_answer(self, user, given):
        with_app(user)
        answer = take(sign_in(user.username).client, given)
        assert answer.status_code == 200

    def test_an_hour_later_the_password_is_asked_again_before_a_change(self, user, settings):
        settings.MFA_REQUIRED = False
        client = sign_in(user.username).client
        session = client.session
        records = session["account_authentication_methods"]
        records[-1]["at"] -= 3_000
        session["account_authentication_methods"] = records
        session.save()
        answer = client.get(f"{SET_UP}app/")
        assert answer.url.startswith("/inloggen/bevestigen/")
        assert client.post(f"{SET_UP}app/", {"code": "1"}).url.startswith("/inloggen/bevestigen/")
        assert client.post(answer.url, {"password": PASSWORD}).status_code in {200, 302}
        assert client.get(f"{SET_UP}app/").status_code == 200


def test_a_restricted_item_waits_for_the_second_step():
    item = make_item(label="amber", under="vng")
    client = sign_in(PEOPLE["editor"]().username).client
    assert client.get(item.url).url == SET_UP
