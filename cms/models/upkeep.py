"""Until when a page counts as right, and when somebody last opened its links."""

import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class LinkedPage(Page):
    """A page whose links somebody opens now and then (cms.upkeep)."""

    class Meta:
        abstract = True

    @property
    def links_checked_on(self) -> datetime.date | None:
        """The last day on which somebody opened the links that readers see."""
        check: Any = getattr(self, "link_check", None)
        return check.checked_on if check else None


class DatedPage(LinkedPage):
    """A page that may go out of date."""

    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("When must somebody look at it again? Empty: the usual time for this kind."),
    )

    class Meta:
        abstract = True

    @property
    def is_overdue(self) -> bool:
        """Whether the date went by and nobody looked again: it may be out of date."""
        return bool(self.review_by and self.review_by < timezone.localdate())
