"""A file of which the form wants something else waits in a place of Wagtail's own, cleaned."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import UploadedFile

from cms.uploads.cleaning import clean


@receiver(pre_save, sender=UploadedFile)
def clean_what_waits(sender: type, instance: Any, **kwargs: Any) -> None:
    """The form took the file before it came here, so this refuses nothing."""
    if instance.file and not instance.file._committed:
        instance.file = getattr(instance.file.file, "cleaned", None) or clean(instance.file)
