"""Passkeys: what is no answer of a device lets nobody in. Real ones: tests/journeys."""

import json

import pytest

from tests.cms.accounts.people import SET_UP, is_signed_in, sign_in, steps, with_app
from tests.factories import member_of

pytestmark = pytest.mark.django_db

CODE = "/inloggen/tweede-stap/"
NONSENSE = ["", "{}", "[]", "null", "1", '"x"', "{", '{"id": 1}', "\0"]
ALMOST = json.dumps(
    {"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "AA"}}
)


@pytest.mark.parametrize("credential", [*NONSENSE, ALMOST])
def test_hostile_answers_let_nobody_in(client, credential):
    client.get("/inloggen/passkey/", headers={"accept": "application/json"})
    answer = client.post("/inloggen/passkey/", {"credential": credential})
    assert answer.status_code == 302
    assert not is_signed_in(client)


@pytest.mark.parametrize("credential", [*NONSENSE, ALMOST])
def test_hostile_answers_add_nothing(credential):
    user = member_of("lid", "vng", "members")
    client = sign_in(user.username).client
    client.get(f"{SET_UP}passkey/")
    answer = client.post(f"{SET_UP}passkey/", {"name": "x", "credential": credential})
    assert answer.status_code == 200
    assert steps(user) == []


@pytest.mark.parametrize("credential", [*NONSENSE, ALMOST])
def test_hostile_answers_are_no_second_step(credential):
    user = member_of("redacteur", "vng", "editors")
    with_app(user)
    client = sign_in(user.username).client
    client.get(CODE)
    assert client.post(CODE, {"credential": credential}).status_code == 200
    assert not is_signed_in(client)


def test_the_sign_in_page_offers_a_challenge_to_scripts_only(client):
    answer = client.get("/inloggen/passkey/", headers={"accept": "application/json"})
    options = answer.json()["request_options"]["publicKey"]
    assert options["userVerification"] == "required"
    assert options.get("allowCredentials", []) == []
    assert client.get("/inloggen/passkey/").url == "/inloggen/"
