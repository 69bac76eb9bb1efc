"""What allauth asks of us: who may come in, in which words, and what is told by mail."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.accounts.addresses import is_unconfirmed
from cms.accounts.notices import DONE, MAILED
from cms.accounts.throttle import client_address, minutes_to_wait

WRONG = gettext_lazy("This e-mail address and password do not belong together.")
TRY_LATER = gettext_lazy("Too many attempts. Try again in five minutes.")


class AccountAdapter(DefaultAccountAdapter):
    """The door of this portal."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed."),
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "incorrect_code": gettext_lazy("This code is not right."),
        "invalid_or_expired_key": gettext_lazy("This link is no longer valid."),
        "invalid_password_reset": gettext_lazy("This link is no longer valid."),
        "too_many_login_attempts": TRY_LATER,
        "rate_limited": TRY_LATER,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account without an invitation."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Let who failed too often wait, before a password is looked at."""
        minutes = minutes_to_wait(request, credentials)
        if minutes:
            raise ValidationError(
                ngettext(
                    "Too many failed attempts. Try again in %(minutes)d minute.",
                    "Too many failed attempts. Try again in %(minutes)d minutes.",
                    minutes,
                )
                % {"minutes": minutes},
                code="too_many_login_attempts",
            )
        name = credentials.get("username", "")
        if is_unconfirmed(name) and not User.objects.filter(username=name).exists():
            raise ValidationError(WRONG, code="email_password_mismatch")

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that is counted and shown in the list of sessions."""
        return client_address(request)

    def is_safe_url(self, url: str) -> bool:
        """Lead nowhere but to this host, whatever else ALLOWED_HOSTS names."""
        return url_has_allowed_host_and_scheme(
            url, {self.request.get_host()}, require_https=self.request.is_secure()
        )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask who just signed in for no password again; and who has none, to sign in again."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        request = self.request
        records = get_authentication_records(request, request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        if not get_reauthentication_flows(request.user):
            raise ImmediateHttpResponse(_ask_to_sign_in_again(request))
        return True

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the overview."""
        return reverse("account_overview")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Write a link in mail with the address that we are known by, not the one asked for."""
        names = {"uidb36": "UID", "key": "KEY"}
        path = reverse("account_reset_password_from_key", kwargs=names)
        return settings.WAGTAILADMIN_BASE_URL + path.replace("UID-KEY", key)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Somebody of a single sign-on has that one door: no password opens another."""
        if SocialAccount.objects.filter(user=user).exists():
            self.send_mail("account/email/no_password", email, context)
        else:
            super().send_password_reset_mail(user, email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Name the portal, and where to sign in, in every mail."""
        base = settings.WAGTAILADMIN_BASE_URL
        ours = {
            "site_name": settings.WAGTAIL_SITE_NAME,
            "login_url": base + reverse("account_login"),
        }
        super().send_mail(template_prefix, email, {**context, **ours})

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: str | None = None
    ) -> None:
        """Tell by mail what changed about how somebody signs in; the same few words for all."""
        text = MAILED.get(template_prefix)
        if text:
            super().send_notification_mail("account/email/notice", user, {"text": text}, email)

    def add_message(  # noqa: PLR0917 - allauth calls it so
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: Any = None,
    ) -> None:
        """Say what is worth saying, in our words; the rest shows from the page that follows."""
        text = message or DONE.get(message_template or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)


def _ask_to_sign_in_again(request: HttpRequest) -> HttpResponse:
    back = request.get_full_path()
    logout(request)
    messages.info(request, _("Sign in again first: this is about how you sign in."))
    return redirect_to_login(back)
