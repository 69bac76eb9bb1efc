"""Pages around the items: home, listings by kind, topics, organisations, dossiers, plain pages."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page

from cms import reading
from cms.forms import ItemChoosingForm, ReviewedPageForm
from cms.models.knowledge import Kind
from cms.models.upkeep import LinkedPage
from cms.moderation.handing_in import HandedInPage
from cms.moderation.publishing import refuse_unapproved
from cms.moderation.reviewed import ReviewedPage
from cms.richtext import prose
from cms.routing import PlacedPage, RoutesByAddress


class ContainerPage(ReviewedPage, HandedInPage, PlacedPage, LinkedPage):
    """What the pages around the items share: an introduction and no privacy switch of their own."""

    intro = models.TextField(_("introduction"), blank=True)

    READ_WITH: ClassVar[tuple[str, ...]] = ("link_check",)
    base_form_class = ReviewedPageForm
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        abstract = True

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        """Refuse to go live with what nobody else approved."""
        refuse_unapproved(self, kwargs.get("update_fields"))
        super().save(clean=clean, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the template prints, for this reader."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **self.reading_context(request)}

    def reading_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what this kind of page prints beside itself."""
        raise NotImplementedError  # every kind of container says its own


class HomePage(RoutesByAddress, ContainerPage):
    """The front door: search, three entrances, topics, what is new."""

    title_line = models.CharField(
        _("title line"),
        max_length=120,
        help_text=_("For example: learn from what other municipalities went through."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("title_line"),
        FieldPanel("intro"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "cms.KnowledgeIndexPage",
        "cms.TopicIndexPage",
        "cms.OrganisationIndexPage",
        "cms.StandardPage",
    ]
    max_count = 1

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def reading_context(self, request: HttpRequest) -> dict[str, Any]:
        return reading.home_context(self, request)


class KnowledgeIndexPage(ContainerPage):
    """All items of one kind, newest first; the items themselves live under their organisation."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, unique=True)

    content_panels = [*ContainerPage.content_panels, FieldPanel("kind")]
    parent_page_types = ["cms.HomePage"]

    class Meta:
        verbose_name = _("index of a kind")
        verbose_name_plural = _("indexes of a kind")

    def reading_context(self, request: HttpRequest) -> dict[str, Any]:
        return reading.knowledge_index_context(self, request)


class TopicIndexPage(ContainerPage):
    """All topics."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.TopicPage"]
    max_count = 1

    class Meta:
        verbose_name = _("index of topics")
        verbose_name_plural = _("indexes of topics")

    def reading_context(self, request: HttpRequest) -> dict[str, Any]:
        return reading.topic_index_context(self, request)


class TopicPage(ContainerPage):
    """One main topic: what it is, and what there is to read."""

    topic = models.OneToOneField(
        "cms.Topic", verbose_name=_("topic"), on_delete=models.PROTECT, related_name="page"
    )
    body = prose(_("text"))

    READ_WITH = ("topic", "link_check")
    content_panels = [*ContainerPage.content_panels, FieldPanel("topic"), FieldPanel("body")]
    parent_page_types = ["cms.TopicIndexPage"]

    class Meta:
        verbose_name = _("topic page")
        verbose_name_plural = _("topic pages")

    def reading_context(self, request: HttpRequest) -> dict[str, Any]:
        return reading.topic_context(self, request)


class OrganisationIndexPage(ContainerPage):
    """All organisations that publish."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.OrganisationPage"]
    max_count = 1

    class Meta:
        verbose_name = _("index of organisations")
        verbose_name_plural = _("indexes of organisations")

    def reading_context(self, request: HttpRequest) -> dict[str, Any]:
        return reading.organisation_index_context(self, request)


class OrganisationPage(ContainerPage):
    """One organisation's part of the site: its items live under this page, with its own rights."""

    organisation = models.OneToOneField(
        "cms.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="page",
    )

    READ_WITH = ("organisation", "link_check")
    # The organisation follows from set-up, not from a form: its rights hang on it.
    parent_page_types = ["cms.OrganisationIndexPage"]
    subpage_types = [
        "cms.CaseStudyPage",
        "cms.LessonPage",
        "cms.PlaybookPage",
        "cms.GuidePage",
        "cms.CollectionPage",
    ]
    is_creatable = False

    class Meta:
        verbose_name = _("organisation page")
        verbose_name_plural = _("organisation pages")

    def reading_context(self, request: HttpRequest) -> dict[str, Any]:
        return reading.organisation_context(self, request)


class CollectionPage(ContainerPage):
    """A dossier: a curated route through items."""

    audience = models.CharField(
        _("for whom"), max_length=120, blank=True, help_text=_("For example: new council members.")
    )

    base_form_class = ItemChoosingForm
    content_panels = [
        *Page.content_panels,
        FieldPanel(
            "intro",
            help_text=_(
                "Everybody may read the title, this introduction and for whom it is, also when "
                "every item in the dossier is hidden from them."
            ),
        ),
        FieldPanel("audience"),
        InlinePanel("entries", label=_("item"), heading=_("Items in this dossier")),
    ]
    parent_page_types = ["cms.OrganisationPage"]

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")

    def reading_context(self, request: HttpRequest) -> dict[str, Any]:
        return reading.collection_context(self, request)


class CollectionEntry(Orderable):
    """An item in a dossier and why it is there; readers see it when they may read the item."""

    page = ParentalKey("cms.CollectionPage", on_delete=models.CASCADE, related_name="entries")
    item = models.ForeignKey(
        "cms.KnowledgePage", verbose_name=_("item"), on_delete=models.CASCADE, related_name="+"
    )
    note = models.CharField(
        _("why read this"),
        max_length=250,
        blank=True,
        help_text=_("Readers see this note with the item, and only if they may read it."),
    )

    panels = [PageChooserPanel("item", "cms.KnowledgePage"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("item in a dossier")
        verbose_name_plural = _("items in a dossier")


class StandardPage(ContainerPage):
    """A plain page, such as privacy or the accessibility statement."""

    body = prose(_("text"), headings=True)

    content_panels = [*ContainerPage.content_panels, FieldPanel("body")]
    parent_page_types = ["cms.HomePage"]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    def reading_context(self, request: HttpRequest) -> dict[str, Any]:
        return reading.standard_context(self, request)
