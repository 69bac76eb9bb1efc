"""What was typed in vain, by day."""

import datetime
from typing import Any

from django.db import models
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ENOUGH = 5  # times: what fewer people typed could tell who they are
DAYS = 30


class MissQuerySet(models.QuerySet["Miss"]):
    """Searches in the words of the desk."""

    def wanted(self) -> models.QuerySet[Any, Any]:
        """Return texts with the times they were typed in a month, the most wanted first."""
        since = timezone.localdate() - datetime.timedelta(days=DAYS)
        texts = self.filter(day__gt=since).order_by().values("text")
        return (
            texts.annotate(times=Sum("count")).filter(times__gte=ENOUGH).order_by("-times", "text")
        )


class Miss(models.Model):
    """A text that found nothing on a day, and how often."""

    text = models.CharField(max_length=60)
    day = models.DateField()
    count = models.PositiveIntegerField(default=1)

    objects = MissQuerySet.as_manager()

    class Meta:
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        constraints = [models.UniqueConstraint(fields=["day", "text"], name="miss_once_a_day")]

    def __str__(self) -> str:
        return f"{self.text} ({self.count})"
