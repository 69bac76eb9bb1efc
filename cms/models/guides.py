"""Awareness guides: short reading for one role."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from cms.models.knowledge import Kind, KnowledgePage
from cms.panels import knowledge_tabs
from cms.records import lines, plain
from cms.richtext import prose

MAX_ACTIONS = 5


class GuidePage(KnowledgePage):
    """What somebody in a role should know, notice and do."""

    KIND = Kind.GUIDE.value
    READING_FIELDS = (
        "one_minute",
        "what_is_it",
        "signals",
        "why_it_matters",
        "actions",
        "organisation_duties",
        "discussion_questions",
        "author",
    )

    one_minute = models.TextField(
        _("in one minute"), help_text=_("What must somebody know who reads nothing else?")
    )
    what_is_it = prose(_("what is it"), required=True)
    signals = models.TextField(
        _("how do I notice it"), blank=True, help_text=_("One signal a line.")
    )
    why_it_matters = prose(_("why it matters"))
    actions = models.TextField(
        _("what can I do now"), help_text=_("One action a line, five at most.")
    )
    organisation_duties = prose(_("what should my organisation arrange"))
    discussion_questions = models.TextField(
        _("questions to discuss"),
        blank=True,
        help_text=_("One question a line, for a council or a party."),
    )
    author = models.CharField(_("author"), max_length=120, blank=True)

    edit_handler = knowledge_tabs(
        [
            FieldPanel("one_minute"),
            FieldPanel("what_is_it"),
            FieldPanel("signals"),
            FieldPanel("why_it_matters"),
            FieldPanel("actions"),
            FieldPanel("organisation_duties"),
        ],
        (
            _("Discuss and help"),
            [
                InlinePanel("myths", label=_("myth"), heading=_("Myths")),
                FieldPanel("discussion_questions"),
                InlinePanel("helplines", label=_("helpline"), heading=_("Helplines")),
                FieldPanel("author"),
            ],
        ),
    )

    is_creatable = True
    parent_page_types = ["cms.OrganisationPage"]
    template = "cms/guide_page.html"

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def clean(self) -> None:
        """A guide asks for five actions at most; more is not read under pressure."""
        super().clean()
        if len(lines(self.actions)) > MAX_ACTIONS:
            raise ValidationError(
                {"actions": _("Five actions at most, one a line. Leave the rest for the text.")}
            )

    def record_texts(self) -> list[str]:
        """Texts of the myths."""
        return [plain(f"{myth.myth}\n{myth.fact}") for myth in self.myths.all()]


class GuideMyth(Orderable):
    """Something people believe and what is true."""

    page = ParentalKey("cms.GuidePage", on_delete=models.CASCADE, related_name="myths")
    myth = models.CharField(_("myth"), max_length=250)
    fact = models.TextField(_("fact"))

    panels = [FieldPanel("myth"), FieldPanel("fact")]

    class Meta(Orderable.Meta):
        verbose_name = _("myth")
        verbose_name_plural = _("myths")


class GuideHelpline(Orderable):
    """A contact to turn to."""

    page = ParentalKey("cms.GuidePage", on_delete=models.CASCADE, related_name="helplines")
    contact = models.ForeignKey(
        "cms.Contact", verbose_name=_("contact"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("contact")]

    class Meta(Orderable.Meta):
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
