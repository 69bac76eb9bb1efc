"""Mail about a handed-in lesson: that there is something, and where; never what it is about."""

import secrets
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.invitations import digest_of
from cms.mail.notices import notify
from cms.models import Contribution, ContributionLink, Notice, PortalSettings
from cms.upkeep.keepers import editors_of


def ask_to_confirm(contribution: Contribution) -> None:
    """Mail the link with which the sender shows that the address is theirs."""
    hours = PortalSettings.load().contribution_confirm_hours
    _send_to_sender(contribution, _("Confirm your e-mail address"), "confirm", hours=hours)


def tell_sender(contribution: Contribution) -> None:
    """Mail that there is something to read behind the link."""
    _send_to_sender(contribution, _("There is a message for you"), "message")


def tell_editors(
    contribution: Contribution, kind: str = Notice.Kind.NEWS, but: Collection[int] = ()
) -> None:
    """Let those who handle it know, each as they chose; `but` those who know already."""
    editors = editors_of(contribution.organisation_id)
    told = [person for person in editors if person.pk not in but]
    notify(told, kind, contribution=contribution)


def _send_to_sender(
    contribution: Contribution, subject: str, template: str, **context: Any
) -> None:
    """Mail a link of its own: only digests of earlier ones are kept. They work beside it."""
    token = secrets.token_urlsafe(32)
    ContributionLink.objects.create(contribution=contribution, digest=digest_of(token))
    link = settings.WAGTAILADMIN_BASE_URL + reverse("hand_in_status", args=[token])
    context |= {"link": link, "site_name": settings.WAGTAIL_SITE_NAME}
    text, html = (
        render_to_string(f"contributions/email/{template}.{kind}", context)
        for kind in ("txt", "html")
    )
    message = EmailMultiAlternatives(subject, text.strip(), to=[contribution.email])
    message.attach_alternative(html, "text/html")
    message.send()
