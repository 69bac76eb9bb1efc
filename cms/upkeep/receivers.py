"""A published item has a date on which somebody looks at it again; of every page links are kept."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from cms.models import KnowledgePage
from cms.moderation.reviewed import goes_through_review
from cms.upkeep.dates import set_review_date, usual_date
from cms.upkeep.links import note_links


@receiver(page_published)
def follow_publication(sender: type, instance: Any, **kwargs: Any) -> None:
    """Where nobody chose a date, the kind gives it; other links were not opened yet."""
    if not goes_through_review(instance):
        return
    if isinstance(instance, KnowledgePage) and instance.review_by is None:
        set_review_date(instance, usual_date(instance.kind))
    note_links(instance)
