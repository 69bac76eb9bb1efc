"""Sessions end: by themselves, one by one, or all of somebody at once."""

import time
from typing import Any

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.utils import timezone

from cms.accounts.marks import SEEN, STARTED, limits
from cms.accounts.throttle import client_address

LONGEST_SILENCE = 300  # seconds after which it is written down that somebody is still there


def has_ended(session: Any, now: float) -> bool:
    """Tell whether a session is past its time. One that does not know when it began, is."""
    idle, most = limits(session)
    started, seen = session.get(STARTED, 0), session.get(SEEN, 0)
    return not (now - seen < idle and now - started < most)


def touch(request: HttpRequest) -> None:
    """Write down that somebody is still there, a few times an hour at most."""
    now = int(time.time())
    idle, _most = limits(request.session)
    if now - request.session.get(SEEN, 0) < min(LONGEST_SILENCE, idle / 4):
        return
    request.session[SEEN] = now
    UserSession.objects.filter(session_key=request.session.session_key).update(
        last_seen_at=timezone.now(), ip=client_address(request)
    )


def end_sessions(user: Any, keep: str | None = None) -> None:
    """End all sessions of somebody, but the one with this key."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=keep or ""):
        session.end()
