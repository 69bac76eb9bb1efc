"""Sending, withdrawing and accepting invitations; each is in the log."""

import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.accounts.addresses import whose_is
from cms.accounts.memberships import group_of
from cms.accounts.names import new_username
from cms.models import Invitation, Organisation

User: Any = get_user_model()


class InvitationGoneError(Exception):
    """It was accepted, withdrawn or too late, in the meantime."""


def digest_of(token: str) -> str:
    """Return what is kept of the token in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(by: Any, email: str, organisation: Organisation | None, role: str) -> Invitation:
    """Send an invitation; one for the same place that is still open makes way for it.

    The mail is kept for sending in the same transaction: where that fails, nobody was invited.
    """
    address = email.lower()
    earlier = Invitation.objects.open().filter(email=address, organisation=organisation)
    earlier.update(withdrawn_at=timezone.now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=address,
        organisation=organisation,
        role=role,
        invited_by=by,
        digest=digest_of(token),
    )
    _log(invitation, "cms.invitation.send", by)
    _send(invitation, token)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, by: Any) -> None:
    """Make the link of an invitation worthless."""
    if _close(invitation, withdrawn_at=timezone.now()):
        _log(invitation, "cms.invitation.withdraw", by)


@transaction.atomic
def accept(invitation: Invitation, person: Any) -> None:
    """Let somebody in; once, and by the invitation of somebody else."""
    if invitation.invited_by_id == person.pk:
        raise InvitationGoneError
    if not _close(invitation, accepted_at=timezone.now(), accepted_by=person):
        raise InvitationGoneError
    person.groups.add(group_of(invitation.role, invitation.organisation))
    _log(invitation, "cms.invitation.accept", person)


@transaction.atomic
def accept_as_new(invitation: Invitation, name: str, password: str) -> Any:
    """Make the account of somebody who had none, and let them in."""
    person = User(username=new_username(), email=invitation.email, first_name=name)
    person.set_password(password)
    person.save()
    accept(invitation, person)
    return person


def account_of(address: str) -> Any | None:
    """Return the account with this address; only for who has shown that it is theirs.

    An address that waits to be confirmed is nobody's: it may have been mistyped.
    """
    return next(iter(whose_is(address)), None)


def _close(invitation: Invitation, **end: Any) -> bool:
    """Close an invitation that is still open, in one statement: two cannot both do it."""
    return bool(Invitation.objects.open().filter(pk=invitation.pk).update(**end))


def _log(invitation: Invitation, action: str, by: Any) -> None:
    data = {"place": invitation.place, "role": invitation.role}
    log(instance=invitation, action=action, user=by, data=data)


def _send(invitation: Invitation, token: str) -> None:
    link = settings.WAGTAILADMIN_BASE_URL + reverse("invitation_link", args=[token])
    context = {"invitation": invitation, "link": link, "site_name": settings.WAGTAIL_SITE_NAME}
    text, html = (
        render_to_string(f"account/email/invitation.{kind}", context) for kind in ("txt", "html")
    )
    message = EmailMultiAlternatives(_("An invitation"), text.strip(), to=[invitation.email])
    message.attach_alternative(html, "text/html")
    message.send()
