"""Single sign-on of an organisation, by OpenID Connect: claims say who belongs where.

An account without a match gets nothing: no account, no session, no groups. At every sign-in the
mapped groups become what the claims say; groups outside the mapping stay as somebody here set them.
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.utils import user_email
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms.accounts.names import new_username
from cms.models import Organisation
from cms.reference.organisations import ROLES

COMMUNITY = "community"
NO_MATCH = _("Your organisation has not said that you may use it. Ask the administrator there.")
NO_ACCOUNT = _(
    "We cannot use the e-mail address that your organisation gives for you. "
    "Ask the manager of the portal."
)

User: Any = get_user_model()


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Lets in who the provider vouches for and the mapping knows."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody makes an account here; `pre_social_login` does, for who matches."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or make the account, and give it the groups of its claims; or refuse."""
        data = sociallogin.account.extra_data
        told, signed = data.get("userinfo") or {}, data.get("id_token") or {}
        if sociallogin.state.get("process") != AuthProcess.LOGIN or not _same_person(told, signed):
            raise ImmediateHttpResponse(_refused(request, NO_MATCH))
        groups = groups_of({**signed, **told})
        with transaction.atomic():
            user = sociallogin.user if sociallogin.is_existing else None
            if user:
                # Also who matches no longer: what the provider gave, it takes.
                set_groups(user, groups)
            elif groups:
                user = _account_for(sociallogin, told or signed)
                if user:
                    sociallogin.connect(request, user)
                    set_groups(user, groups)
        if not groups or not user:
            raise ImmediateHttpResponse(_refused(request, NO_ACCOUNT if groups else NO_MATCH))
        request.took_second_step = _took_second_step(signed)  # type: ignore[attr-defined]  # read at the mark


def groups_of(claims: dict[str, Any]) -> set[int]:
    """Return the ids of the groups that these claims give."""
    given = claims.get(settings.OIDC_CLAIM, [])
    values = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    return _ids(target for value, target in settings.OIDC_GROUPS.items() if value in values)


def _ids(targets: Iterable[str]) -> set[int]:
    found: set[int] = set()
    for target in targets:
        slug, _colon, role = target.partition(":")
        if target == COMMUNITY:
            communities = Group.objects.filter(name=settings.CMS_COMMUNITY_GROUP)
            found |= set(communities.values_list("pk", flat=True))
        elif role in ROLES:
            organisations = Organisation.objects.filter(slug=slug)
            found |= set(organisations.values_list(f"{role}_id", flat=True))
    return found


def set_groups(user: Any, wanted: set[int]) -> None:
    """Make the mapped groups of somebody what the provider says; leave the others."""
    mapped = _ids(settings.OIDC_GROUPS.values())
    present = set(user.groups.values_list("pk", flat=True))
    gained, lost = wanted - present, (mapped & present) - wanted
    if gained:
        user.groups.add(*gained)
    if lost:
        user.groups.remove(*lost)
    if gained or lost:
        names = dict(Group.objects.filter(pk__in=gained | lost).values_list("pk", "name"))
        data = {
            "gained": sorted(names[pk] for pk in gained),
            "lost": sorted(names[pk] for pk in lost),
        }
        log(instance=user, action="cms.single_sign_on", user=user, data=data)


def _account_for(sociallogin: SocialLogin, claims: dict[str, Any]) -> Any | None:
    """Return the account that this sign-on may use: one of its own, or none.

    Only an address that the provider has verified counts. An account here with that address is
    taken over by the sign-on, unless it may do everything: its password then opens nothing more.
    """
    address = user_email(sociallogin.user)
    told = sociallogin.email_addresses
    verified = any(each.verified and each.email.lower() == address for each in told)
    if not address or not verified:
        return None
    held = (
        EmailAddress.objects.filter(email=address)
        .select_related("user")
        .order_by("-verified")
        .first()
    )
    user = held.user if held else User.objects.filter(email__iexact=address).first()
    if user is None:
        user = User(
            username=new_username(),
            email=address,
            first_name=str(claims.get("given_name") or "")[:150],
            last_name=str(claims.get("family_name") or "")[:150],
        )
        user.set_unusable_password()
        user.save()
        return user
    if user.is_superuser or not user.is_active or not (held and held.verified):
        return None
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return user


def _same_person(told: dict[str, Any], signed: dict[str, Any]) -> bool:
    """Both answers of a provider are about one person (OpenID Connect Core 5.3.2)."""
    return not told or not signed or told.get("sub") == signed.get("sub")


def _took_second_step(signed: dict[str, Any]) -> bool:
    """Tell whether the provider saw to a second step, as far as we were told to believe it."""
    if settings.OIDC_MFA == "provider":
        return True
    ways = signed.get("amr")
    return settings.OIDC_MFA == "amr" and isinstance(ways, list) and "mfa" in ways


def _refused(request: HttpRequest, reason: Any) -> HttpResponse:
    return render(request, "socialaccount/refused.html", {"reason": reason}, status=403)
