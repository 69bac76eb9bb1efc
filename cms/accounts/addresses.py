"""The e-mail address of an account, in allauth's table: what one signs in with.

Nobody types an address of their own: it comes from an accepted invitation, the portal manager or
the single sign-on. It counts as verified, unless somebody else changed it (cms.accounts.readdress).
Two accounts never share one.
"""

import logging
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

logger = logging.getLogger(__name__)


def keep_address(user: Any, *, verified: bool = True) -> None:
    """Make the one address of this account what the account says; one that it has stays as it is.

    `verified` says whether a new one counts at once. Until it does, the one before it counts.
    """
    address = (user.email or "").lower()
    theirs = EmailAddress.objects.filter(user=user)
    others = theirs.exclude(email=address)
    others.filter(verified=False).delete()
    held = EmailAddress.objects.filter(email=address, verified=True).exclude(user=user)
    if verified and address and held.exists():
        logger.warning(
            "Account %s has the e-mail address of another; it signs in by name.", user.pk
        )
        return
    known = theirs.filter(email=address).first()
    if not address or (known.verified if known else verified):
        others.delete()
    if address and not known:
        theirs.create(user=user, email=address, verified=verified, primary=verified)


def take_address(waits: EmailAddress) -> None:
    """Let an address count from now on, and the one before it no more."""
    with transaction.atomic():
        EmailAddress.objects.filter(user=waits.user_id).exclude(pk=waits.pk).delete()
        waits.verified = waits.primary = True
        waits.save(update_fields=["verified", "primary"])


def address_of(user: Any) -> str:
    """Return the address that counts: where mail goes. None that nobody confirmed yet."""
    rows = EmailAddress.objects.filter(user=user).values_list("verified", "email")
    known: dict[bool, str] = dict(rows)
    return known.get(True, "") if known else user.email or ""


def is_unconfirmed(address: str) -> bool:
    """Tell whether nobody showed yet that this address of an account is theirs."""
    known = EmailAddress.objects.filter(email=address.lower()).values_list("verified", flat=True)
    return set(known) == {False}
