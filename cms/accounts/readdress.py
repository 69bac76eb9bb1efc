"""An address that somebody else changes: the old one is told, and counts until the new one does.

The new one counts when its owner confirmed it, signed in. Else who keeps people could lead the mail
of an account to themselves, ask for a new password and come in as somebody else.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log

from cms.accounts.addresses import is_unconfirmed, take_address
from cms.accounts.sessions import end_sessions


def tell_of_change(user: Any, before: str, by: Any) -> None:
    """End the sessions of this person, and write to both addresses. The log keeps neither."""
    end_sessions(user)
    log(instance=user, action="cms.address", user=by)
    if before and before.lower() != user.email.lower():
        when = {"timestamp": timezone.now()}
        get_adapter().send_mail("account/email/address_changed", before, when)
    ask_to_confirm(user.email)


def ask_to_confirm(address: str) -> None:
    """Send the link to an address that does not count yet; to others, and their owners, nothing."""
    if not is_unconfirmed(address):
        return
    for waits in EmailAddress.objects.filter(email=address.lower()):
        key = EmailConfirmationHMAC.create(waits).key
        link = settings.WAGTAILADMIN_BASE_URL + reverse("account_confirm_email", args=[key])
        get_adapter().send_mail("account/email/confirm_address", waits.email, {"link": link})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, key: str) -> HttpResponse:
    """Let an address count from now on, for whose it is; looking changes nothing."""
    found = EmailConfirmationHMAC.from_key(key)
    if found is None or not found.email_address.can_set_verified():
        return render(request, "account/confirm_address_gone.html", status=404)
    if found.email_address.user_id != request.user.pk:
        return render(request, "account/confirm_address_other.html", status=403)
    if request.method != "POST":
        context = {"email": found.email_address.email}
        return render(request, "account/confirm_address.html", context)
    take_address(found.email_address)
    messages.success(request, _("Your e-mail address is confirmed. Sign in with it from now on."))
    return redirect("account_overview")
