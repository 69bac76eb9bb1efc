"""What is asked of every request of a signed-in person, before anything answers it."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse

from cms.accounts.marks import NEEDED, PASSED, STEP, must_take_second_step
from cms.accounts.second_step import has_second_step
from cms.accounts.sessions import has_ended, touch
from cms.templatetags.navigation import URGENT_SLUG

# What somebody who still has to set up the second step may reach.
SETTING_UP = {
    *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn"),
    *("account_reauthenticate", "account_logout", "account_logged_out", "healthz"),
}
# What Wagtail's editor sends from a tab that nobody looks at: every ten seconds who else is there,
# and that the tab was closed. Drafts and previews go only after something was typed.
BY_ITSELF = {"wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"}


class SessionLimitsMiddleware:
    """A session ends when nobody used it for a while, and when it has lasted long enough."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_signed_in(request) and has_ended(request.session, time.time()):
            logout(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Somebody is there, unless it is a tab that asks by itself."""
        match = request.resolver_match
        if is_signed_in(request) and match is not None and match.view_name not in BY_ITSELF:
            touch(request)


class SecondStepMiddleware:
    """Without the second step, whoever must have one reaches only the pages to set it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let through, or lead to the set-up. On the desk rights of this moment count."""
        if not is_signed_in(request) or request.session.get(STEP) == PASSED:
            return None
        at_desk = request.path.startswith(reverse("wagtailadmin_home"))
        if at_desk and must_take_second_step(request.user):
            request.session[STEP] = NEEDED
        if request.session.get(STEP) != NEEDED or not request.user.is_authenticated:
            return None
        return _before_set_up(request)


def is_signed_in(request: HttpRequest) -> bool:
    """Tell whether a session is somebody's, without asking who; strangers have none to look at."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session


def _before_set_up(request: HttpRequest) -> HttpResponse | None:
    match = request.resolver_match
    if match is not None and _is_urgent(match):
        request.user = AnonymousUser()  # whoever is threatened now reads it as a stranger would
        return None
    if has_second_step(request.user):
        # Set up, and not used: this session came in by another way than the door.
        logout(request)
        return redirect_to_login(request.get_full_path())
    if match is not None and match.view_name in SETTING_UP:
        return None
    return redirect("mfa_index")


def _is_urgent(match: ResolverMatch) -> bool:
    return match.view_name == "wagtail_serve" and match.args == (f"{URGENT_SLUG}/",)
