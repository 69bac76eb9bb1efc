"""System check: a single sign-on that could let in nobody, or is misspelt, does not start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from cms.accounts.single_sign_on import COMMUNITY
from cms.reference.organisations import ROLES

WHO_ASKS = ("portal", "provider", "amr")


@register()
def single_sign_on_is_whole(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """With a server there are claims to look at; each gives a role that exists."""
    errors: list[CheckMessage] = []
    for value, target in settings.OIDC_GROUPS.items():
        if target != COMMUNITY and target.partition(":")[2] not in ROLES:
            text = f"OIDC_GROUPS: {value}={target}. Write organisation:role, with one of"
            errors.append(Error(f"{text} {', '.join(ROLES)}; or {COMMUNITY}.", id="cms.E010"))
    if settings.OIDC_SERVER_URL and not settings.OIDC_GROUPS:
        errors.append(Error("OIDC_GROUPS is empty: nobody could sign in.", id="cms.E011"))
    if settings.OIDC_MFA not in WHO_ASKS:
        errors.append(Error(f"OIDC_MFA is none of {', '.join(WHO_ASKS)}.", id="cms.E012"))
    return errors
