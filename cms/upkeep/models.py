"""Which reminders were sent: none twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
