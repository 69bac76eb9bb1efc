"""Passkeys: sign in without a password, or take the second step, with a device one unlocks."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as allauth
from django.core.validators import MaxLengthValidator

LONGEST_NAME = 60  # characters
LARGEST_ANSWER = 20_000  # characters of JSON that a browser sends for one passkey
# What the reader of such JSON raises when it is not what it should be.
MALFORMED = (AttributeError, KeyError, TypeError, ValueError)


class AddPasskeyForm(allauth.AddWebAuthnForm):
    """A new passkey; every one can be used without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = LONGEST_NAME
        self.fields["name"].validators.append(MaxLengthValidator(LONGEST_NAME))

    def clean(self) -> dict[str, Any]:
        """Refuse what is no passkey, and a device that did not ask who holds it."""
        self.cleaned_data["passwordless"] = True
        try:
            return dict(super().clean())
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class _WellFormed:
    def clean_credential(self) -> Authenticator:
        """Refuse what is no answer of a passkey."""
        try:
            return super().clean_credential()  # type: ignore[misc]  # of the form it is mixed into
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class LoginPasskeyForm(_WellFormed, allauth.LoginWebAuthnForm):
    """A passkey instead of address and password."""


class SecondStepPasskeyForm(_WellFormed, allauth.AuthenticateWebAuthnForm):
    """A passkey after the password."""


class ReauthenticatePasskeyForm(_WellFormed, allauth.ReauthenticateWebAuthnForm):
    """A passkey again, before something that matters."""
