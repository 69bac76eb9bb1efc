"""Signing in as a person does: through the forms, with a password and a second step."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import User
from django.test import Client

PASSWORD = "geheim-genoeg-1"  # of tests.factories.make_user
DOOR = "/inloggen/"
SET_UP = "/mijn-account/tweede-stap/"


def sign_in(login: str, password: str = PASSWORD, client: Client | None = None, **form: Any) -> Any:
    """Send the form of the sign-in page; return the answer, with the browser as `client`."""
    client = client or Client()
    answer = client.post(DOOR, {"login": login, "password": password, **form})
    answer.client = client
    return answer


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def with_app(user: User) -> str:
    """Give somebody an authenticator app; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def with_recovery_codes(user: User) -> list[str]:
    return RecoveryCodes.activate(user).generate_codes()


def code(secret: str, ahead: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def steps(user: User) -> list[str]:
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def text_of(answer: Any) -> str:
    return answer.content.decode()
