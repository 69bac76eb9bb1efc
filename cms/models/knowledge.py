"""KnowledgePage: what a card, a facet and a permission need, for every kind of item."""

import math
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.models import PageManager

from cms import reading
from cms.forms import KnowledgePageForm
from cms.labels import Label
from cms.models.described import DescribedPlaceMixin
from cms.models.upkeep import DatedPage
from cms.moderation.handing_in import HandedInPage
from cms.moderation.publishing import refuse_unapproved
from cms.moderation.reviewed import ReviewedPage
from cms.panels import knowledge_tabs
from cms.querysets import KnowledgeQuerySet
from cms.records import plain
from cms.references import indexed_once
from cms.routing import PlacedPage

WORDS_PER_MINUTE = 200

KnowledgeManager = PageManager.from_queryset(KnowledgeQuerySet)


class Kind(models.TextChoices):
    """The kinds of item; the values are public and stand in addresses."""

    CASE = "praktijkvoorbeeld", _("Case study")
    LESSON = "les", _("Lesson")
    PLAYBOOK = "draaiboek", _("Playbook")
    GUIDE = "handreiking", _("Guide")


class KeywordLink(TaggedItemBase):
    """A free keyword on an item."""

    content_object = ParentalKey(
        "cms.KnowledgePage", on_delete=models.CASCADE, related_name="keyword_links"
    )


class KnowledgePage(DescribedPlaceMixin, ReviewedPage, HandedInPage, PlacedPage, DatedPage):
    """An item of any kind; made as one of the four kinds, listed and searched as this."""

    KIND: ClassVar[str] = ""
    # Names of the text fields a reader sees, in reading order; internal fields are never here.
    READING_FIELDS: ClassVar[tuple[str, ...]] = ()
    INTERNAL_FIELDS: ClassVar[tuple[str, ...]] = ()  # text fields that no reader sees
    READ_WITH = ("organisation__riec_region", "contact", "image", "link_check")

    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, editable=False, db_index=True
    )
    summary = models.TextField(
        _("summary"),
        max_length=600,
        help_text=_(
            "80 to 250 characters in plain words. For example: The registrar called within the "
            "hour. What went well after that, and what did not."
        ),
    )
    organisation = models.ForeignKey(
        "cms.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="items",
        editable=False,
    )
    topics = ParentalManyToManyField("cms.Topic", verbose_name=_("topics"), related_name="items")
    audience_roles = ParentalManyToManyField(
        "cms.AudienceRole", verbose_name=_("for whom"), related_name="items"
    )
    phases = ParentalManyToManyField("cms.Phase", verbose_name=_("phases"), related_name="items")
    size_classes = ParentalManyToManyField(
        "cms.SizeClass", verbose_name=_("municipality size"), blank=True, related_name="items"
    )
    riec_regions = ParentalManyToManyField(
        "cms.RiecRegion", verbose_name=_("RIEC region"), blank=True, related_name="items"
    )
    provinces = ParentalManyToManyField(
        "cms.Province", verbose_name=_("province"), blank=True, related_name="items"
    )
    label = models.CharField(
        _("label"),
        max_length=20,
        choices=Label.choices,
        default=Label.CLEAR,
        db_index=True,
        error_messages={
            "invalid_choice": _(
                "Choose TLP:CLEAR, GREEN, AMBER or AMBER+STRICT. TLP:RED is only for the people "
                "in one conversation: do not keep it in this portal, share it in person."
            )
        },
    )
    shared_with = ParentalManyToManyField(
        "cms.Organisation",
        verbose_name=_("shared with"),
        blank=True,
        related_name="shared_items",
        help_text=_(
            "Only for TLP:AMBER and TLP:AMBER+STRICT: who reads this besides your organisation."
        ),
    )
    published_on = models.DateField(
        _("date of publication"), default=timezone.localdate, help_text=_("Readers see the month.")
    )
    version_note = models.CharField(
        _("what changed"),
        max_length=250,
        blank=True,
        help_text=_("For example: costs of 2026 added."),
    )
    source_language = models.CharField(_("language of the source"), max_length=10, default="nl")
    contact = models.ForeignKey(
        "cms.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("what the picture shows"), max_length=250, blank=True, help_text=_("Read aloud.")
    )
    image_caption = models.CharField(_("caption"), max_length=250, blank=True)
    image_maker = models.CharField(_("maker"), max_length=120, blank=True)
    keywords = ClusterTaggableManager(through=KeywordLink, blank=True, verbose_name=_("keywords"))
    is_sensitive = models.BooleanField(
        _("sensitive to read"),
        default=False,
        help_text=_("Shows a button to leave the page quickly, and a neutral page title."),
    )
    is_example = models.BooleanField(
        _("example content"),
        default=False,
        help_text=_("Says on the page that places and persons are invented."),
    )
    reading_minutes = models.PositiveSmallIntegerField(default=1, editable=False)
    step_count = models.PositiveSmallIntegerField(default=0, editable=False)
    # Facts by which a town could be recognised, or null where there is none to hide.
    identifying = models.JSONField(null=True, default=None, editable=False)
    # The last day of the consent to name the town, where a text or file may name it; else null.
    readable_until = models.DateField(null=True, default=None, editable=False)

    objects = KnowledgeManager()

    base_form_class = KnowledgePageForm
    edit_handler = knowledge_tabs([])

    is_creatable = False

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(label__in=Label.values), name="label_is_known"
            )
        ]
        indexes = [
            # Few have one, and every search asks which of them are past.
            models.Index(
                fields=["readable_until"],
                condition=models.Q(readable_until__isnull=False),
                name="cms_item_readable_until",
            )
        ]

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(Kind(self.kind).label)

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        """Keep what follows in step; refuse to go live with what readers may not see."""
        if not self.pk:
            self.organisation = self.get_parent().specific.organisation
        refuse_unapproved(self, kwargs.get("update_fields"))
        if self.KIND and kwargs.get("update_fields") is None:
            self.work_out()
            if clean and self.live:
                self._refuse_unpublishable()
        with indexed_once(self):
            super().save(clean=clean, **kwargs)

    def work_out(self) -> None:
        """Fill in what follows from the rest."""
        self.kind = self.KIND
        self.reading_minutes = self._reading_minutes()
        self.identifying = self._identifying_json()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """Show the page as it would be: fill in first what saving would."""
        self.work_out()
        return super().serve_preview(request, mode_name)

    def get_admin_display_title(self) -> str:
        """Name a published item by its published title: its draft is for those who may edit it."""
        return self.title if self.live else super().get_admin_display_title()

    def with_content_json(self, content: dict[str, Any]) -> "KnowledgePage":
        """Restore a revision; the organisation follows the place in the tree, not the revision."""
        page: KnowledgePage = super().with_content_json(content)
        page.organisation_id = self.organisation_id
        return page

    def text_parts(self) -> list[str]:
        """Every text a reader sees below title and summary, as plain words in reading order."""
        texts = [plain(getattr(self, name)) for name in self.READING_FIELDS]
        return [text for text in [*texts, *self.record_texts()] if text]

    def record_texts(self) -> list[str]:
        """Texts of child records that a reader sees; kinds that have records add theirs."""
        return []

    def linked_ids(self) -> list[int]:
        """Ids of the items that this one names: related items, and what kinds add to them."""
        return [link.item_id for link in self.related_links.all()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the reading page prints."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **reading.item_context(self, request)}

    def _reading_minutes(self) -> int:
        words = sum(len(text.split()) for text in [self.summary, *self.text_parts()])
        return max(1, math.ceil(words / WORDS_PER_MINUTE))

    def _refuse_unpublishable(self) -> None:
        errors = self.publication_errors({})
        if errors:
            raise ValidationError(errors)
