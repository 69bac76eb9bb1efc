"""What waits to be sent, what somebody is to be told, and how each person wants that."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# After each attempt, how long until the next; after one more nobody tries again by itself.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60))
MOST_ATTEMPTS = len(PAUSES) + 1
LATE = timedelta(minutes=15)  # so long after it should have gone, something is wrong


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """The queue in words."""

    def failed(self) -> "OutgoingMailQuerySet":
        """Mail that nobody tries again by itself."""
        return self.filter(attempts__gte=MOST_ATTEMPTS)

    def to_be_tried(self) -> "OutgoingMailQuerySet":
        """Mail that still goes, now or later."""
        return self.filter(attempts__lt=MOST_ATTEMPTS)

    def late(self) -> "OutgoingMailQuerySet":
        """Mail that should have gone by now; perhaps no worker runs."""
        return self.to_be_tried().filter(due_at__lt=timezone.now() - LATE)


class OutgoingMail(models.Model):
    """One message until it is sent. It may hold a link that opens an account, so it is sealed."""

    sealed = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=120, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")

    def __str__(self) -> str:
        return f"{self.pk}"


class Notice(models.Model):
    """Something that one person is to be told by mail, together with what else is due then."""

    class Kind(models.TextChoices):
        """What it is about; the values are those of the database alone."""

        WAITS = "waits", _("waits for review")
        CONFIRM = "confirm", _("change of a contact waits")
        NEWS = "news", _("news about a handed-in lesson")
        WITHDRAWN = "withdrawn", _("handed-in lesson was withdrawn")
        APPROVED = "approved", _("approved")
        SENT_BACK = "sent back", _("sent back")
        DAY_MISSED = "day missed", _("not published on its day")
        REVIEW = "review", _("must be looked at again")
        CONTACT = "contact", _("contact must be checked")
        LINKS = "links", _("links must be opened")
        REMARKS = "remarks", _("new remarks")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+"
    )
    contact = models.ForeignKey(
        "cms.Contact", null=True, on_delete=models.CASCADE, related_name="+"
    )
    contribution = models.ForeignKey(
        "cms.Contribution", null=True, on_delete=models.CASCADE, related_name="+"
    )
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return f"{self.kind}: {self.page_id or self.contact_id or self.contribution_id}"


class MailChoice(models.Model):
    """When one person wants which mail."""

    class When(models.TextChoices):
        """How soon."""

        AT_ONCE = "at once", _("at once")
        DAILY = "daily", _("once a day, in the morning")
        NEVER = "never", _("never")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    waits = models.CharField(
        _("an item waits for your review"),
        max_length=10,
        choices=When.choices,
        default=When.AT_ONCE,
        help_text=_("Also a change of a contact, and what else happens to a handed-in lesson."),
    )
    outcome = models.CharField(
        _("your item was approved or sent back"),
        max_length=10,
        choices=When.choices,
        default=When.AT_ONCE,
    )
    remarks = models.CharField(
        _("there are new remarks on an item"),
        max_length=10,
        choices=When.choices,
        default=When.AT_ONCE,
        help_text=_("Of items that you follow, and of remarks that you wrote or answered."),
    )
    upkeep = models.CharField(
        _("an item or contact must be looked at again"),
        max_length=10,
        choices=When.choices,
        default=When.DAILY,
        help_text=_("Also, once a month, links in items and pages that nobody opened."),
    )

    class Meta:
        verbose_name = _("choice of mail")
        verbose_name_plural = _("choices of mail")

    def __str__(self) -> str:
        return f"{self.user_id}"

    @classmethod
    def of(cls, user: Any) -> "MailChoice":
        """Return what somebody chose; until then, what their profile of Wagtail says."""
        found = cls.objects.filter(user=user).first()
        return found or cls(user=user, **_by_profile(user))

    def when(self, kind: str) -> str:
        """Return how soon this person wants to hear of this kind of news."""
        if kind in {Notice.Kind.APPROVED, Notice.Kind.SENT_BACK, Notice.Kind.DAY_MISSED}:
            return self.outcome
        if kind in {Notice.Kind.REVIEW, Notice.Kind.CONTACT, Notice.Kind.LINKS}:
            return self.upkeep
        if kind == Notice.Kind.REMARKS:
            return self.remarks
        return self.waits


def _by_profile(user: Any) -> dict[str, str]:
    profile = getattr(user, "wagtail_userprofile", None)
    if profile is None:
        return {}
    wanted = {
        "waits": profile.submitted_notifications,
        "outcome": profile.approved_notifications or profile.rejected_notifications,
        "remarks": profile.updated_comments_notifications,
    }
    return {name: MailChoice.When.NEVER for name, is_wanted in wanted.items() if not is_wanted}
