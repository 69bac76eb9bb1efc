"""Who guesses has to wait: for one account, and for one address; counted in the database."""

import datetime

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils import timezone

from cms.accounts.throttle import UNKNOWN_ADDRESS, account_name, client_address
from tests.cms.accounts.people import PASSWORD, is_signed_in, sign_in, text_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db

FAILURES = 5
WAIT = "Te veel mislukte pogingen. Probeer het over 15 minuten opnieuw."


@pytest.fixture
def user():
    return make_user("jan", email="jan@example.org")


def fail(login, times=FAILURES, address="127.0.0.1"):
    for _attempt in range(times):
        answer = Client(REMOTE_ADDR=address).post(
            "/inloggen/", {"login": login, "password": "fout-wachtwoord"}
        )
    return answer


def test_after_five_failures_one_waits_and_is_told_how_long(user):
    assert fail("jan").status_code == 200
    answer = sign_in("jan")
    assert answer.status_code == 429
    assert WAIT in text_of(answer)
    assert not is_signed_in(answer.client)


@pytest.mark.parametrize("login", ["jan@example.org", "JAN", " Jan@Example.ORG "])
def test_an_account_is_one_account_however_it_is_typed(user, login):
    fail("jan", 4)
    fail("jan@example.org", 1)
    assert sign_in(login).status_code == 429


def test_somebody_without_an_account_waits_just_as_long(user):
    for login in ("jan", "niemand@example.org"):
        assert fail(login).status_code == 200
        answer = fail(login, 1)
        assert answer.status_code == 429
        assert WAIT in text_of(answer)


def test_the_wait_ends_by_itself(user):
    fail("jan")
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=10)):
        assert "over 5 minuten" in text_of(sign_in("jan"))
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=16)):
        assert is_signed_in(sign_in("jan").client)


def test_trying_while_one_waits_makes_it_no_longer(user):
    fail("jan")
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=14)):
        fail("jan", 3)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=16)):
        assert is_signed_in(sign_in("jan").client)


def test_the_owner_elsewhere_does_not_wait_for_who_guesses(user):
    fail("jan", 6, address="192.0.2.1")
    assert is_signed_in(sign_in("jan").client)


def test_guessing_from_many_addresses_locks_the_account(user):
    for number in range(5):
        fail("jan", 4, address=f"192.0.2.{number}")
    assert sign_in("jan").status_code == 429


def test_an_address_that_guesses_at_many_accounts_waits(user):
    for number in range(13):
        fail(f"iemand{number}", 4, address="192.0.2.9")
    answer = Client(REMOTE_ADDR="192.0.2.9").post(
        "/inloggen/", {"login": "jan", "password": PASSWORD}
    )
    assert answer.status_code == 429
    assert is_signed_in(sign_in("jan").client)


def test_signing_in_forgets_what_failed_for_oneself_only(user):
    fail("jan", 4)
    fail("iemand", 4)
    sign_in("jan")
    assert set(AccessAttempt.objects.values_list("username", flat=True)) == {"iemand"}


def test_a_technical_manager_releases_an_account(user):
    fail("jan")
    call_command("axes_reset_username", "jan")
    assert is_signed_in(sign_in("jan").client)


def test_no_password_is_written_down(user):
    fail("jan", 1)
    attempt = AccessAttempt.objects.get()
    assert "fout-wachtwoord" not in f"{attempt.post_data}{attempt.get_data}"


def test_confirming_a_password_is_counted_too(user):
    client = sign_in("jan").client
    for _attempt in range(FAILURES):
        client.post("/inloggen/bevestigen/", {"password": "fout-wachtwoord"})
    answer = client.post("/inloggen/bevestigen/", {"password": PASSWORD})
    assert "Te veel mislukte pogingen" in text_of(answer)


class TestAddress:
    def request(self, **headers):
        return RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **headers)

    def test_nobodys_word_is_taken_for_it(self):
        assert client_address(self.request(HTTP_X_FORWARDED_FOR="192.0.2.1")) == "10.0.0.1"

    def test_a_trusted_proxy_is_believed_and_what_came_before_it_not(self, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        forwarded = self.request(HTTP_X_FORWARDED_FOR="1.2.3.4, 192.0.2.1")
        assert client_address(forwarded) == "192.0.2.1"

    def test_a_request_that_came_around_the_proxies_has_its_own(self, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
        assert client_address(self.request(HTTP_X_FORWARDED_FOR="1.2.3.4")) == "10.0.0.1"

    def test_nonsense_is_an_unknown_address(self, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        assert client_address(self.request(HTTP_X_FORWARDED_FOR="<script>")) == UNKNOWN_ADDRESS


def test_a_name_to_count_by_is_never_long(rf):
    assert len(account_name(rf.get("/"), {"username": "x" * 10_000})) == 150
