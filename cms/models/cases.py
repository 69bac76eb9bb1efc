"""Case studies: what one municipality went through and what it did."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms import anonymity
from cms.models.consents import ConsentMixin
from cms.models.knowledge import Kind, KnowledgePage
from cms.panels import CHECKBOXES, knowledge_tabs
from cms.richtext import prose


class CaseStudyPage(KnowledgePage, ConsentMixin):
    """What happened in one municipality, what it did, what it cost and what it would change.

    A case that does not name its municipality shows only facts that at least five municipalities
    share.
    """

    KIND = Kind.CASE.value
    HIDES_TOWN = True
    READING_FIELDS = (
        "place_description",
        "period",
        "context",
        "problem",
        "approach",
        "partners",
        "legal_basis",
        "cost_note",
        "result",
        "evidence_note",
        "what_did_not_work",
        "tips",
        "transfer_conditions",
    )

    INTERNAL_FIELDS = (
        *("consent_by", "consent_organisation", "consent_proof"),
        *("anonymised_by", "anonymisation_note"),
    )

    class CostBand(models.TextChoices):
        """What it cost in euros, without own hours."""

        NONE = "none", _("no costs besides own hours")
        TO_1000 = "to-1000", _("up to € 1,000")
        TO_5000 = "1000-5000", _("€ 1,000 to € 5,000")
        TO_25000 = "5000-25000", _("€ 5,000 to € 25,000")
        TO_100000 = "25000-100000", _("€ 25,000 to € 100,000")
        FROM_100000 = "from-100000", _("€ 100,000 and more")

    class Evidence(models.TextChoices):
        """How the result is known."""

        EXPERIENCE = "experience", _("experience of those involved")
        MONITORED = "monitored", _("figures were kept")
        EVALUATED = "evaluated", _("evaluated")

    place_description = models.CharField(
        _("the municipality in words"),
        max_length=250,
        blank=True,
        help_text=_("For example: a rural municipality with five villages. Never the name."),
    )
    period = models.CharField(
        _("period"), max_length=80, blank=True, help_text=_("Coarse, for example: autumn 2025.")
    )
    context = prose(_("context"), _("What did it look like before?"))
    problem = prose(_("what happened"), _("Facts in order of time."), required=True)
    approach = prose(_("approach"), _("What was done, by whom, in which order?"), required=True)
    partners = models.TextField(
        _("partners"), blank=True, help_text=_("For example: police, RIEC, housing association.")
    )
    legal_basis = prose(_("legal basis"), _("Name law and article."))
    cost_hours = models.PositiveIntegerField(_("own hours"), null=True, blank=True)
    cost_band = models.CharField(_("costs"), max_length=20, choices=CostBand.choices, blank=True)
    cost_note = models.CharField(_("about the costs"), max_length=250, blank=True)
    result = prose(_("result"), _("What changed, and how do you know?"))
    evidence_type = models.CharField(
        _("evidence"), max_length=20, choices=Evidence.choices, default=Evidence.EXPERIENCE
    )
    evidence_note = models.CharField(_("about the evidence"), max_length=250, blank=True)
    what_did_not_work = prose(
        _("what you would do differently"), _("The most read part. What did not work, and why?")
    )
    tips = prose(_("tips"), _("For the colleague who faces this tomorrow."))
    transferable_to = ParentalManyToManyField(
        "cms.SizeClass",
        verbose_name=_("can be taken over by"),
        blank=True,
        related_name="+",
    )
    transfer_conditions = models.TextField(
        _("what it takes"), blank=True, help_text=_("For example: one officer with four hours.")
    )
    anonymised_by = models.CharField(_("made anonymous by"), max_length=120, blank=True)
    anonymised_on = models.DateField(_("made anonymous on"), null=True, blank=True)
    anonymisation_note = models.TextField(
        _("what was changed"), blank=True, help_text=_("Not shown to readers.")
    )

    edit_handler = knowledge_tabs(
        [
            FieldPanel("context"),
            FieldPanel("problem"),
            FieldPanel("approach"),
            FieldPanel("partners"),
            FieldPanel("legal_basis"),
        ],
        (
            _("Result"),
            [
                FieldPanel("result"),
                FieldRowPanel([FieldPanel("evidence_type"), FieldPanel("evidence_note")]),
                FieldRowPanel([FieldPanel("cost_hours"), FieldPanel("cost_band")]),
                FieldPanel("cost_note"),
                FieldPanel("what_did_not_work"),
                FieldPanel("tips"),
                FieldPanel("transferable_to", widget=CHECKBOXES),
                FieldPanel("transfer_conditions"),
            ],
        ),
        sharing=[
            MultiFieldPanel(
                [
                    FieldPanel("place_description"),
                    FieldPanel("period"),
                    *ConsentMixin.consent_panels,
                ],
                heading=_("The municipality"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("anonymised_by"), FieldPanel("anonymised_on")]),
                    FieldPanel("anonymisation_note"),
                ],
                heading=_("Made anonymous"),
            ),
        ],
    )

    is_creatable = True
    parent_page_types = ["cms.OrganisationPage"]
    template = "cms/case_study_page.html"

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")

    def work_out(self) -> None:
        """Take size, region and province of a named municipality from the table."""
        if self.municipality is not None:
            self.size_classes = [self.municipality.size_class]
            self.riec_regions = [self.municipality.riec_region]
            self.provinces = [self.municipality.province]
        super().work_out()

    def with_content_json(self, content: dict[str, Any]) -> "CaseStudyPage":
        """Restore a revision; a consent that was withdrawn is withdrawn for old versions too."""
        page: CaseStudyPage = super().with_content_json(content)
        page.consent_key = self.consent_key
        page.consent_withdrawn_on = self.consent_withdrawn_on
        return page

    def described_place(self, chosen: Mapping[str, Iterable[Any]]) -> anonymity.Facts | None:
        """Facts of the town; it hides once it may no longer be named."""
        facts = self.with_known_region(self.chosen_facts(chosen))
        return replace(facts, named_until=self.named_until(chosen))

    def publication_errors(self, chosen: Mapping[str, Any]) -> dict[str, ValidationError]:
        """A case names its municipality only with consent."""
        if chosen.get("municipality", self.municipality) is not None:
            return self.consent_errors(chosen)
        return super().publication_errors(chosen)
