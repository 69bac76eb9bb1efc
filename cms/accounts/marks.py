"""What a session knows of its own: when it began, who it is for, which steps were taken.

Written at sign-in, so that reading a page asks the database nothing about it.
"""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

STARTED, SEEN, DESK, STEP = "started", "seen", "desk", "second_step"
PASSED, NEEDED, NOT_NEEDED = "passed", "needed", "not needed"


def has_desk(user: Any) -> bool:
    """Tell whether somebody has rights in the CMS."""
    return bool(user.is_superuser or user.has_perm("wagtailadmin.access_admin"))


def must_take_second_step(user: Any) -> bool:
    """MFA is required for every account with rights in the CMS."""
    return settings.MFA_REQUIRED and has_desk(user)


def mark_session(request: HttpRequest, user: Any) -> None:
    """Write down what this sign-in was."""
    now = int(time.time())
    records = get_authentication_records(request, user)
    methods = {record.get("method") for record in records}
    step = NEEDED if must_take_second_step(user) else NOT_NEEDED
    # The single sign-on may have seen to it (cms.accounts.single_sign_on).
    if "mfa" in methods or getattr(request, "took_second_step", False):
        step = PASSED
    limited = has_desk(user) or "socialaccount" in methods
    request.session.update({STARTED: now, SEEN: now, DESK: limited, STEP: step})


def limits(session: Any) -> tuple[int, int]:
    """Return after how many seconds this session ends: without a request, and in all."""
    if session.get(DESK):
        return settings.SESSION_IDLE_DESK, settings.SESSION_MAX_DESK
    return settings.SESSION_IDLE, settings.SESSION_MAX
