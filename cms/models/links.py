"""Child records that every kind of item can have: sources, attachments and related items."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable


class Source(Orderable):
    """Where a fact or a law in the text comes from."""

    page = ParentalKey("cms.KnowledgePage", on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=250)
    url = models.URLField(_("web address"), blank=True, max_length=500)
    note = models.CharField(
        _("note"), max_length=250, blank=True, help_text=_("For example: article 172.")
    )

    panels = [FieldPanel("title"), FieldPanel("url"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")


class Attachment(Orderable):
    """A document to take along, such as a letter or a checklist."""

    page = ParentalKey("cms.KnowledgePage", on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(_("title"), max_length=250)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels = [FieldPanel("title"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")


class RelatedLink(Orderable):
    """A real link to another item; readers only see it when they may read that item."""

    page = ParentalKey("cms.KnowledgePage", on_delete=models.CASCADE, related_name="related_links")
    item = models.ForeignKey(
        "cms.KnowledgePage", verbose_name=_("item"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("item", "cms.KnowledgePage")]

    class Meta(Orderable.Meta):
        verbose_name = _("related item")
        verbose_name_plural = _("related items")
