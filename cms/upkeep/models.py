"""Which reminders were sent, none twice; and when somebody last opened the links of a page."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def first_of_month() -> datetime.date:
    """Return the day of which the mail about links is."""
    return timezone.localdate().replace(day=1)


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    """The links of pages in words."""

    def due(self) -> "LinkCheckQuerySet":
        """Links of published pages that nobody opened in the whole month before this one."""
        last_month = (first_of_month() - datetime.timedelta(days=1)).replace(day=1)
        opened = Q(checked_on=None) | Q(checked_on__lt=last_month)
        shown = self.filter(page__live=True, page__alias_of=None).exclude(links="")
        return shown.filter(opened, since__lt=last_month)


class LinkCheck(models.Model):
    """Which links readers of a page see, since when, and when somebody last opened all of them.

    Beside the versions, as a check needs no approval. `links` is a fingerprint, empty for none.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", primary_key=True, on_delete=models.CASCADE, related_name="link_check"
    )
    links = models.CharField(max_length=64, blank=True)
    since = models.DateField(default=timezone.localdate)
    checked_on = models.DateField(null=True)
    asked_on = models.DateField(null=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of links")
        verbose_name_plural = _("checks of links")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.checked_on}"


class Reminder(models.Model):
    """That the keepers of an item or contact were asked, for one date, at one stage.

    `about` is the date on which the item must be looked at, or the contact was last checked;
    another date begins again. `stage` is in days before that date, or months after it.
    """

    page = models.ForeignKey(
        "cms.KnowledgePage", null=True, on_delete=models.CASCADE, related_name="reminders"
    )
    contact = models.ForeignKey(
        "cms.Contact", null=True, on_delete=models.CASCADE, related_name="reminders"
    )
    about = models.DateField()
    stage = models.SmallIntegerField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["page", "about", "stage"], name="one_reminder_of_item"),
            models.UniqueConstraint(
                fields=["contact", "about", "stage"], name="one_reminder_of_contact"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id or self.contact_id}: {self.about} {self.stage}"
