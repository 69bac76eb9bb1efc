"""The e-mail address of an account, in allauth's table: what one signs in with.

Nobody types an address of their own: it comes from an accepted invitation, the portal manager or
the single sign-on. It counts as verified, unless somebody else changed it (cms.accounts.readdress).
Two accounts never share one.
"""

import logging
from typing import Any

from allauth.account.models import EmailAddress

logger = logging.getLogger(__name__)


def keep_address(user: Any, *, verified: bool = True) -> None:
    """Make the one address of this account what the account says; one that it has stays as it is.

    `verified` says whether a new one counts at once.
    """
    address = (user.email or "").lower()
    EmailAddress.objects.filter(user=user).exclude(email=address).delete()
    if not address:
        return
    if EmailAddress.objects.filter(email=address, verified=True).exclude(user=user).exists():
        logger.warning(
            "Account %s has the e-mail address of another; it signs in by name.", user.pk
        )
        return
    EmailAddress.objects.get_or_create(
        user=user, email=address, defaults={"verified": verified, "primary": True}
    )


def is_unconfirmed(address: str) -> bool:
    """Tell whether nobody showed yet that this address of an account is theirs."""
    known = EmailAddress.objects.filter(email=address.lower()).values_list("verified", flat=True)
    return set(known) == {False}
