"""Querysets in the language of the desk."""

import datetime
from typing import Self

from django.utils import timezone
from wagtail.query import PageQuerySet

from cms.access import Reader, past_reading, readable_condition


class KnowledgeQuerySet(PageQuerySet):
    """Published and unpublished items of every kind."""

    def readable_by(self, reader: Reader) -> Self:
        """Published items that this reader may read."""
        return self.live().filter(readable_condition(reader))

    def past_reading(self) -> Self:
        """Published items whose last day for readers is over: to be taken offline shortly."""
        return self.live().filter(past_reading())

    def for_cards(self) -> Self:
        """With all that a result card prints, in a fixed number of queries."""
        return self.select_related("organisation").prefetch_related(
            "size_classes", "riec_regions", "provinces", "phases"
        )

    def newest(self) -> Self:
        """Latest publication date first; a steady order for equal dates."""
        return self.order_by("-published_on", "-pk")

    def due_for_review(self, on: datetime.date | None = None) -> Self:
        """Published items whose review date has come, on a day (today by default)."""
        return self.live().filter(review_by__lte=on or timezone.localdate())
