"""Failed sign-ins are counted for each account and each address; too many, and they wait.

Counted in the database, so that several web processes count together (django-axes).
"""

from datetime import datetime
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Max, Q, Sum
from django.http import HttpRequest
from django.utils import timezone

LONGEST_NAME = 150  # characters, as in Django's user names
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - no address to listen at: a request over a local socket


class ThrottleHandler(AxesDatabaseHandler):
    """Three limits: an account from one address, an account from anywhere, an address."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Tell whether this account or address has to wait."""
        return self.waits_until(request, credentials) is not None

    def waits_until(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> datetime | None:
        """Return when the wait is over, None where there is none."""
        ends = []
        counted = self.get_user_attempts(request, credentials)
        for attempts, limit in zip(counted, settings.SIGN_IN_LIMITS, strict=True):
            found = attempts.aggregate(failures=Sum("failures_since_start"), at=Max("attempt_time"))
            if (found["failures"] or 0) >= limit:
                ends.append(found["at"] + get_cool_off(request))
        return max(ends, default=None)

    def reset_user_attempts(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """After a sign-in, forget what failed for this account; not what failed for others here.

        Else who has an account could guess at others without end, signing in between.
        """
        name = account_name(request, credentials)
        return AccessAttempt.objects.filter(username=name).delete()[0]


def minutes_to_wait(request: HttpRequest, credentials: dict[str, Any]) -> int:
    """Return after how many minutes one may try again; 0 where one need not wait."""
    AxesProxyHandler.update_request(request)
    ends = AxesProxyHandler.get_implementation().waits_until(request, credentials)
    return max(1, round((ends - timezone.now()).total_seconds() / 60)) if ends else 0


def account_name(request: Any, credentials: dict[str, Any] | None = None) -> str:
    """Return under which name to count: that of the account, however it was typed.

    Who has no account is looked up in the same way, so that it takes as long.
    """
    given = credentials or {}
    typed = str(given.get("username") or given.get("email") or "").replace("\0", "").strip()
    found: dict[str, str] = request.__dict__.setdefault("_cms_account_names", {})
    if typed not in found:
        by_address = Q(emailaddress__email__iexact=typed, emailaddress__verified=True)
        users = get_user_model().objects.filter(Q(username__iexact=typed) | by_address)
        name = users.order_by("pk").values_list("username", flat=True).first()
        found[typed] = name or typed.lower()[:LONGEST_NAME]
    return found[typed]


def client_address(request: HttpRequest) -> str:
    """Return the address of who asks: what the trusted proxies say, else the other end."""
    try:
        return get_client_ip(request) or UNKNOWN_ADDRESS
    except ImproperlyConfigured:  # fewer addresses than there are proxies: it came around them
        return str(request.META.get("REMOTE_ADDR") or UNKNOWN_ADDRESS)
