"""The e-mail address of an account, in allauth's table: what one signs in with.

Nobody types an address of their own: it comes from an accepted invitation, the portal manager or
the single sign-on. It counts as verified, unless somebody else changed it (cms.accounts.readdress)
or it is that of another account: an address counts for one only.
"""

import logging
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import transaction

logger = logging.getLogger(__name__)


def keep_address(user: Any, *, verified: bool = True) -> None:
    """Keep what the account says as its address; one that it has stays as it is.

    `verified` says whether a new one counts at once, and alone. Until it does, it waits beside the
    one before it, which counts. That of another account never counts.
    """
    address = (user.email or "").lower()
    theirs = EmailAddress.objects.filter(user=user)
    others = theirs.exclude(email=address)
    others.filter(verified=False).delete()
    held = EmailAddress.objects.filter(email=address, verified=True).exclude(user=user)
    if address and held.exists():
        logger.warning(
            "The e-mail address of account %s belongs to another account: it does not count.",
            user.pk,
        )
        if verified:
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
    known = EmailAddress.objects.filter(user=user)
    counts = known.filter(verified=True).first()
    if counts or known.exists():
        return counts.email if counts else ""
    return user.email or ""


def whose_is(address: str) -> list[Any]:
    """Return whose address this is; first for whom it counts, then accounts that only say so.

    Of who has a row, what the account says may wait to be confirmed.
    """
    users = get_user_model()._default_manager.order_by("pk")
    counts = users.filter(emailaddress__email=address.lower(), emailaddress__verified=True)
    return [*counts, *users.filter(emailaddress=None, email__iexact=address)]


def is_unconfirmed(address: str) -> bool:
    """Tell whether nobody showed yet that this address of an account is theirs."""
    known = EmailAddress.objects.filter(email=address.lower()).values_list("verified", flat=True)
    return set(known) == {False}
