"""What a Word file held and an item has no place for, until its writer is done with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WordImport(models.Model):
    """Beside the draft and never part of it: only who may edit that sees it."""

    wagtail_reference_index_ignore = True  # it is not what uses the item

    page = models.OneToOneField(
        "cms.KnowledgePage", on_delete=models.CASCADE, related_name="word_import"
    )
    # Parts as (heading, sanitized rich text).
    parts = models.JSONField(default=list)
    # What to look at, in words.
    notes = models.JSONField(default=list)
    # Pictures that came along, by id.
    pictures = models.JSONField(default=list)

    class Meta:
        verbose_name = _("Word file")
        verbose_name_plural = _("Word files")

    def __str__(self) -> str:
        return f"{self.page_id}"
