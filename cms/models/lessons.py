"""Lessons learned: one finding a record."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms import anonymity
from cms.models.contributions import is_working_title
from cms.models.knowledge import Kind, KnowledgePage
from cms.panels import knowledge_tabs
from cms.richtext import prose


class LessonPage(KnowledgePage):
    """One lesson, stated as a finding, with the observation and the advice that follow from it."""

    KIND = Kind.LESSON.value
    HIDES_TOWN = True
    READING_FIELDS = (
        "event_period",
        "lesson",
        "recommendation",
        "recommendation_who",
        "recommendation_when",
        "expected",
        "happened",
        "context",
        "root_cause",
        "contributing_factors",
        "preconditions",
        "not_for",
        "impact_if_ignored",
        "evidence_note",
        "remedial_action",
        "action_owner",
    )

    INTERNAL_FIELDS = ("originator",)

    class LessonKind(models.TextChoices):
        """Something to repeat or something to change."""

        GOOD_PRACTICE = "good-practice", _("good practice")
        IMPROVEMENT = "improvement", _("improvement")

    class Strength(models.TextChoices):
        """On how much the lesson rests."""

        ONE_CASE = "one-case", _("one case")
        SEVERAL = "several", _("several cases")
        EVALUATED = "evaluated", _("evaluated")

    class Maturity(models.TextChoices):
        """How far the lesson has come; it is learned only when something changed (NATO)."""

        SUBMITTED = "submitted", _("submitted")
        VERIFIED = "verified", _("verified")
        IDENTIFIED = "identified", _("identified")
        ACTION_ASSIGNED = "action-assigned", _("action assigned")
        APPLIED = "applied", _("applied")
        VALIDATED = "validated", _("validated")
        EXPIRED = "expired", _("expired")

    lesson_kind = models.CharField(
        _("kind of lesson"),
        max_length=20,
        choices=LessonKind.choices,
        default=LessonKind.IMPROVEMENT,
    )
    expected = models.TextField(
        _("what was expected"), help_text=_("For example: everybody knew who to call.")
    )
    happened = models.TextField(
        _("what happened"), help_text=_("Facts only, e.g. the list turned out to be a year old.")
    )
    context = prose(_("context"))
    root_cause = prose(_("why it happened"), _("Ask why until you reach something you can change."))
    contributing_factors = models.TextField(
        _("what contributed"), blank=True, help_text=_("One factor a line.")
    )
    lesson = models.TextField(
        _("lesson"),
        help_text=_("One sentence. For example: agree beforehand who files the report."),
    )
    recommendation = prose(_("recommendation"), _("What should somebody do?"), required=True)
    recommendation_who = models.CharField(
        _("who does it"), max_length=120, blank=True, help_text=_("A role, for example: registrar.")
    )
    recommendation_when = models.CharField(
        _("by when"), max_length=120, blank=True, help_text=_("For example: before the summer.")
    )
    preconditions = models.TextField(_("works only if"), blank=True)
    not_for = models.TextField(_("not meant for"), blank=True)
    impact_if_ignored = models.TextField(_("what if nobody does this"), blank=True)
    evidence_strength = models.CharField(
        _("rests on"), max_length=20, choices=Strength.choices, default=Strength.ONE_CASE
    )
    evidence_note = models.CharField(_("about the evidence"), max_length=250, blank=True)
    maturity = models.CharField(
        _("status of the lesson"),
        max_length=20,
        choices=Maturity.choices,
        default=Maturity.SUBMITTED,
    )
    remedial_action = models.TextField(_("action taken"), blank=True)
    action_owner = models.CharField(_("who takes the action"), max_length=120, blank=True)
    action_due = models.DateField(_("action ready on"), null=True, blank=True)
    linked_case = models.ForeignKey(
        "cms.CaseStudyPage",
        verbose_name=_("case study"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="lessons",
    )
    changed_playbook = models.ForeignKey(
        "cms.PlaybookPage",
        verbose_name=_("playbook that changed"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="lessons",
    )
    changed_step = models.PositiveSmallIntegerField(
        _("step that changed"), null=True, blank=True, help_text=_("The number of the step.")
    )
    event_period = models.CharField(
        _("when it happened"),
        max_length=80,
        blank=True,
        help_text=_("Month or quarter, for example: third quarter of 2025."),
    )
    originator = models.CharField(
        _("handed in by"), max_length=250, blank=True, help_text=_("Not shown to readers.")
    )

    edit_handler = knowledge_tabs(
        [
            FieldPanel("lesson_kind"),
            MultiFieldPanel(
                [FieldPanel("expected"), FieldPanel("happened"), FieldPanel("event_period")],
                heading=_("Observation"),
            ),
            FieldPanel("context"),
            FieldPanel("root_cause"),
            FieldPanel("contributing_factors"),
            FieldPanel("lesson"),
            MultiFieldPanel(
                [
                    FieldPanel("recommendation"),
                    FieldRowPanel(
                        [FieldPanel("recommendation_who"), FieldPanel("recommendation_when")]
                    ),
                ],
                heading=_("Advice"),
            ),
        ],
        (
            _("Use"),
            [
                FieldPanel("preconditions"),
                FieldPanel("not_for"),
                FieldPanel("impact_if_ignored"),
                FieldRowPanel([FieldPanel("evidence_strength"), FieldPanel("evidence_note")]),
                FieldPanel("maturity"),
                FieldPanel("remedial_action"),
                FieldRowPanel([FieldPanel("action_owner"), FieldPanel("action_due")]),
                FieldPanel("linked_case"),
                FieldRowPanel([FieldPanel("changed_playbook"), FieldPanel("changed_step")]),
            ],
        ),
        sharing=[FieldPanel("originator")],
    )

    is_creatable = True
    parent_page_types = ["cms.OrganisationPage"]
    template = "cms/lesson_page.html"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def linked_ids(self) -> list[int]:
        """A lesson belongs with its case and with the playbook that it changed."""
        own = (self.linked_case_id, self.changed_playbook_id)
        return [*super().linked_ids(), *(pk for pk in own if pk is not None)]

    def described_place(self, chosen: Mapping[str, Iterable[Any]]) -> anonymity.Facts | None:
        """Facts of the unnamed town the lesson comes from; read together with its case.

        The sizes of a lesson say for whom it is, not where it happened.
        """
        own = self.chosen_facts(chosen).without(["size_classes"])
        case: Any = chosen.get("linked_case", self.linked_case)
        if case is None:
            return self.with_known_region(own)
        theirs = case.described_place({})
        if theirs is None:
            return None
        known = self.with_known_region(theirs)
        return replace(own, case=known, named_until=known.named_until)

    @property
    def unnamed_municipality(self) -> Any:
        """That of its case."""
        return self.linked_case and self.linked_case.unnamed_municipality

    def publication_errors(self, chosen: Mapping[str, Any]) -> dict[str, ValidationError]:
        """Refuse the title that a handed-in lesson came with, and facts that give the town away.

        What is wrong with the facts of its case is said at the case: there is the fix.
        """
        errors = self._errors_of_place(chosen)
        if is_working_title(chosen.get("title", self.title)):
            text = _(
                "This is the working title of a lesson that somebody handed in. Write a title that "
                "says what the lesson is, for example: “Check the telephone list every quarter”."
            )
            errors["title"] = ValidationError(text, code="working_title")
        return errors

    def _errors_of_place(self, chosen: Mapping[str, Any]) -> dict[str, ValidationError]:
        errors = super().publication_errors(chosen)
        if errors and chosen.get("linked_case", self.linked_case) is not None:
            text = _(
                "Who reads this lesson together with its case study can tell which town it is. "
                "Leave out facts of the place in the case study first, or do not link it."
            )
            return {"linked_case": ValidationError(text, code="anonymity")}
        return errors
