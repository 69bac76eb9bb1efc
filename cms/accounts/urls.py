"""Addresses of the door. Names are allauth's, which it looks up; addresses are Dutch."""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.usersessions.views import list_usersessions
from django.db.transaction import non_atomic_requests
from django.urls import URLPattern, path, re_path
from django.views.generic import RedirectView, TemplateView

from cms.accounts import views
from cms.accounts.open_editor import who
from cms.accounts.readdress import confirm_address
from cms.accounts.welcome import follow_link, welcome
from cms.mail.account import account_view


def at(address: str, view: Callable[..., Any], name: str, **kwargs: Any) -> URLPattern:
    """Return an address of a view of allauth, which keeps its own transactions."""
    return path(address, non_atomic_requests(view), kwargs, name=name)


def elsewhere(address: str, target: str, name: str | None = None) -> URLPattern:
    """Return an address that leads to another, with what was asked (`next`)."""
    view = RedirectView.as_view(pattern_name=target, query_string=True)
    return path(address, view, name=name) if name else path(address, view)


DOOR = [
    at("inloggen/", views.login, "account_login"),
    at("inloggen/tweede-stap/", mfa.authenticate, "mfa_authenticate"),
    at("inloggen/passkey/", webauthn.login_webauthn, "mfa_login_webauthn"),
    at("inloggen/gesloten/", account.account_inactive, "account_inactive"),
    at("inloggen/bevestigen/", account.reauthenticate, "account_reauthenticate"),
    at("inloggen/bevestigen/code/", mfa.reauthenticate, "mfa_reauthenticate"),
    at(
        "inloggen/bevestigen/passkey/",
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    at("uitloggen/", account.logout, "account_logout"),
    path(
        "uitloggen/klaar/",
        TemplateView.as_view(template_name="account/logged_out.html"),
        name="account_logged_out",
    ),
]

SINGLE_SIGN_ON = [
    at("inloggen/sso/", views.single_sign_on, "openid_connect_login", provider_id="sso"),
    at(
        "inloggen/sso/terug/",
        views.back_from_single_sign_on,
        "openid_connect_callback",
        provider_id="sso",
    ),
    at("inloggen/sso/mislukt/", social.login_error, "socialaccount_login_error"),
    elsewhere("inloggen/sso/afgebroken/", "account_login", "socialaccount_login_cancelled"),
]

PASSWORD = [
    at("wachtwoord/vergeten/", account.password_reset, "account_reset_password"),
    at("wachtwoord/verstuurd/", account.password_reset_done, "account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        non_atomic_requests(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    at(
        "wachtwoord/gewijzigd/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
]

OWN = "mijn-account/"
ACCOUNT = [
    path(OWN, views.overview, name="account_overview"),
    path(f"{OWN}wie/", who, name="account_who"),
    path(f"{OWN}adres/<str:key>/", confirm_address, name="account_confirm_email"),
    at(f"{OWN}wachtwoord/", account.password_change, "account_change_password"),
    at(f"{OWN}tweede-stap/", mfa.index, "mfa_index"),
    at(f"{OWN}tweede-stap/app/", views.activate_totp, "mfa_activate_totp"),
    at(f"{OWN}tweede-stap/app/weg/", views.deactivate_totp, "mfa_deactivate_totp"),
    at(f"{OWN}tweede-stap/passkey/", views.add_passkey, "mfa_add_webauthn"),
    at(f"{OWN}tweede-stap/passkey/<number:pk>/weg/", views.remove_passkey, "mfa_remove_webauthn"),
    at(
        f"{OWN}tweede-stap/herstelcodes/",
        recovery_codes.view_recovery_codes,
        "mfa_view_recovery_codes",
    ),
    at(
        f"{OWN}tweede-stap/herstelcodes/nieuw/",
        recovery_codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    at(f"{OWN}sessies/", list_usersessions, "usersessions_list"),
    path(f"{OWN}sessies/<number:pk>/", views.end_session, name="end_session"),
]

INVITATION = [
    path("uitnodiging/", welcome, name="invitation"),
    path("uitnodiging/<str:token>/", follow_link, name="invitation_link"),
]

# What allauth or Wagtail would do by itself, and what has no place here.
CLOSED = [
    elsewhere("inloggen/account/", "account_login", "account_signup"),
    elsewhere("inloggen/sso/account/", "account_login", "socialaccount_signup"),
    elsewhere(f"{OWN}sso/", "account_overview", "socialaccount_connections"),
    elsewhere(f"{OWN}e-mail/", "account_overview", "account_email"),
    elsewhere(f"{OWN}wachtwoord/eerste/", "account_reset_password", "account_set_password"),
    elsewhere(f"{OWN}tweede-stap/passkeys/", "mfa_index", "mfa_list_webauthn"),
    elsewhere("beheer/login/", "account_login"),
    path("beheer/account/", account_view),
    re_path("^beheer/password_reset/", RedirectView.as_view(url="/wachtwoord/vergeten/")),
    elsewhere("_util/login/", "account_login"),
]

urlpatterns = [*DOOR, *SINGLE_SIGN_ON, *PASSWORD, *ACCOUNT, *INVITATION, *CLOSED]
