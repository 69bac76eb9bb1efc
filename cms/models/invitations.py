"""Invitations: how somebody comes to belong to an organisation."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models.organisations import Organisation

LIFETIME = timedelta(days=7)


def end_of_invitation() -> Any:
    """Return until when an invitation that is sent now can be accepted."""
    return timezone.now() + LIFETIME


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations in the words of who sends them."""

    def open(self) -> "InvitationQuerySet":
        """Those that can be accepted now."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """Somebody may join an organisation; who holds the link of the mail shows to be meant.

    Of the link only a digest is kept: who reads the database cannot accept anything.
    """

    class Role(models.TextChoices):
        """What somebody will be there; the values are those of the groups of an organisation."""

        MEMBERS = "members", _("member: reads along")
        AUTHORS = "authors", _("author: writes drafts")
        EDITORS = "editors", _("editor: reviews, publishes and invites")
        COMMUNITY = "community", _("community: of no organisation, reads TLP:GREEN")

    email = models.EmailField(_("e-mail address"))
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.MEMBERS)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("sent at"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"), default=end_of_invitation)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email

    @property
    def place(self) -> str:
        """The organisation by name, or the community."""
        return self.organisation.name if self.organisation else settings.CMS_COMMUNITY_GROUP
