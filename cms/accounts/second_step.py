"""The second step: authenticator app, passkeys and recovery codes.

MFA is required for every account with rights in the CMS: until it is set up, such a person
reaches only the pages to set it up, and the way out.
"""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.accounts.marks import must_take_second_step
from cms.sealing import seal, unseal

PURPOSE = "cms.accounts.second_step"
REAL_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondStepAdapter(DefaultMFAAdapter):
    """How second steps are named, kept and given up."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is not right."),
        "cannot_delete_authenticator": gettext_lazy(
            "You work in the CMS: that takes a second step. Add another one first."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Who must have a second step keeps one."""
        user = authenticator.user
        others = Authenticator.objects.filter(user=user, type__in=REAL_STEPS)
        return not must_take_second_step(user) or others.exclude(pk=authenticator.pk).exists()

    def encrypt(self, text: str) -> str:
        """Keep secrets in a form that the database alone does not tell."""
        return seal(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret, also one written under a SECRET_KEY of before."""
        return unseal(encrypted_text, PURPOSE)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Name a passkey that its owner did not."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1}

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)


def has_second_step(user: Any) -> bool:
    """Tell whether somebody has set up a second step; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=REAL_STEPS).exists()
