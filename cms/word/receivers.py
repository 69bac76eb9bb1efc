"""What an item had no place for is gone once somebody published it."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from cms.models import WordImport


@receiver(page_published)
def forget_word_import(sender: type, instance: Any, **kwargs: Any) -> None:
    """Keep no leftovers, with names perhaps, beside what is published."""
    WordImport.objects.filter(page_id=instance.pk).delete()
