"""Mail about a handed-in lesson: that there is something, and where; never what it is about."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cms.accounts.invitations import digest_of
from cms.models import Contribution, ContributionLink, PortalSettings
from cms.moderation.editors import Editors

# Of mail to the editors, by its template.
SUBJECTS = {
    "handed_in": gettext_noop("A lesson was handed in"),
    "news": gettext_noop("News about a lesson"),
    "withdrawn": gettext_noop("A lesson was withdrawn"),
}


def ask_to_confirm(contribution: Contribution) -> None:
    """Mail the link with which the sender shows that the address is theirs."""
    hours = PortalSettings.load().contribution_confirm_hours
    _send_to_sender(contribution, _("Confirm your e-mail address"), "confirm", hours=hours)


def tell_sender(contribution: Contribution) -> None:
    """Mail that there is something to read behind the link."""
    _send_to_sender(contribution, _("There is a message for you"), "message")


def tell_editors(contribution: Contribution, template: str = "handed_in") -> None:
    """Mail those who handle it."""
    handlers = Editors.read().acting_for(contribution.organisation_id)
    people = get_user_model()._default_manager.filter(pk__in=handlers)
    addresses = people.exclude(email="").distinct().values_list("email", flat=True)
    path = reverse("cms_contribution", args=[contribution.pk])
    if template == "withdrawn":
        path = reverse("cms_contributions")  # of who withdrew there is nothing left to see
    link = settings.WAGTAILADMIN_BASE_URL + path
    subject = _(SUBJECTS[template])
    mails = [_mail(subject, template, to, link, number=contribution.pk) for to in addresses]
    get_connection().send_messages(mails)


def _send_to_sender(
    contribution: Contribution, subject: str, template: str, **context: Any
) -> None:
    """Mail a link of its own: only digests of earlier ones are kept. They work beside it."""
    token = secrets.token_urlsafe(32)
    ContributionLink.objects.create(contribution=contribution, digest=digest_of(token))
    link = settings.WAGTAILADMIN_BASE_URL + reverse("hand_in_status", args=[token])
    _mail(subject, template, contribution.email, link, **context).send()


def _mail(
    subject: str, template: str, address: str, link: str, **context: Any
) -> EmailMultiAlternatives:
    context |= {"link": link, "site_name": settings.WAGTAIL_SITE_NAME}
    text, html = (
        render_to_string(f"contributions/email/{template}.{kind}", context)
        for kind in ("txt", "html")
    )
    message = EmailMultiAlternatives(subject, text.strip(), to=[address])
    message.attach_alternative(html, "text/html")
    return message
