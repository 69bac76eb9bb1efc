"""Security playbooks: what to do in which order."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from cms.forms import PlaybookPageForm
from cms.models.knowledge import Kind, KnowledgePage
from cms.panels import knowledge_tabs
from cms.records import lines, plain
from cms.richtext import prose


class PlaybookPage(KnowledgePage):
    """A situation in the reader's words and the ordered steps that follow."""

    KIND = Kind.PLAYBOOK.value
    READING_FIELDS = (
        "situation",
        "trigger_signals",
        "start_when",
        "do_not_start_when",
        "preconditions",
        "escalation",
        "communication",
        "legal_notes",
        "aftercare_same_day",
        "aftercare_week",
        "aftercare_three_months",
        "aftercare_others",
        "closing_criteria",
        "evaluation_moment",
        "local_agreement",
    )

    class Severity(models.TextChoices):
        """How bad it is; acute always starts with calling 112."""

        LOW = "low", _("low")
        MEDIUM = "medium", _("medium")
        HIGH = "high", _("high")
        ACUTE = "acute", _("acute: call 112 first")

    situation = prose(
        _("situation"), _("In the reader's words: you found a letter at home."), required=True
    )
    trigger_signals = models.TextField(_("signals"), help_text=_("One signal a line."), blank=True)
    start_when = models.TextField(_("start when"), blank=True)
    do_not_start_when = models.TextField(_("do not start when"), blank=True)
    severity = models.CharField(
        _("severity"), max_length=10, choices=Severity.choices, default=Severity.MEDIUM
    )
    preconditions = prose(_("arrange beforehand"))
    escalation = prose(_("escalation"), _("Who decides when it gets bigger?"))
    communication = prose(_("communication"), _("Who says what to whom?"))
    legal_notes = prose(_("legal notes"), _("Name law and article."))
    aftercare_same_day = prose(_("aftercare: the same day"))
    aftercare_week = prose(_("aftercare: after a week"))
    aftercare_three_months = prose(_("aftercare: after three months"))
    aftercare_others = prose(_("aftercare: family, party and staff"))
    closing_criteria = models.TextField(_("finished when"), blank=True)
    evaluation_moment = models.TextField(_("looking back"), blank=True)
    local_agreement = models.TextField(
        _("local agreement"), blank=True, help_text=_("Which agreement of your own belongs here?")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    exercised_on = models.DateField(_("last exercised on"), null=True, blank=True)
    version = models.CharField(_("version"), max_length=20, blank=True)

    base_form_class = PlaybookPageForm
    edit_handler = knowledge_tabs(
        [
            FieldPanel("situation"),
            FieldPanel("severity"),
            MultiFieldPanel(
                [
                    FieldPanel("trigger_signals"),
                    FieldPanel("start_when"),
                    FieldPanel("do_not_start_when"),
                ],
                heading=_("When to start"),
            ),
            FieldPanel("preconditions"),
        ],
        (_("Steps"), [InlinePanel("steps", label=_("step"), heading=_("Steps"), min_num=1)]),
        (
            _("Aftercare"),
            [
                FieldPanel("escalation"),
                FieldPanel("communication"),
                FieldPanel("legal_notes"),
                FieldPanel("aftercare_same_day"),
                FieldPanel("aftercare_week"),
                FieldPanel("aftercare_three_months"),
                FieldPanel("aftercare_others"),
                FieldPanel("closing_criteria"),
                FieldPanel("evaluation_moment"),
                FieldPanel("local_agreement"),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                FieldRowPanel([FieldPanel("exercised_on"), FieldPanel("version")]),
            ],
        ),
    )

    is_creatable = True
    parent_page_types = ["cms.OrganisationPage"]
    template = "cms/playbook_page.html"

    class Meta:
        verbose_name = _("playbook")
        verbose_name_plural = _("playbooks")

    def clean(self) -> None:
        """A playbook ends after it begins."""
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError(
                {"valid_until": _("Choose a date on or after the date of “valid from”.")}
            )

    def work_out(self) -> None:
        """Count the steps for the cards."""
        self.step_count = len(self.steps.all())
        super().work_out()

    def record_texts(self) -> list[str]:
        """Texts of the steps."""
        return [text for step in self.steps.all() for text in step.texts()]


class PlaybookStep(Orderable):
    """One step: who does what within which time, why, how, and what may come next."""

    class TimeLimit(models.TextChoices):
        """Within which time, counted from the start of the playbook."""

        NOW = "now", _("at once")
        HOUR = "1-hour", _("within 1 hour")
        DAY = "24-hours", _("within 24 hours")
        WEEK = "1-week", _("within 1 week")
        MONTH = "1-month", _("within 1 month")

    page = ParentalKey("cms.PlaybookPage", on_delete=models.CASCADE, related_name="steps")
    action = models.CharField(
        _("action"), max_length=160, help_text=_("An order, for example: call the mayor.")
    )
    role = models.CharField(
        _("who"), max_length=120, help_text=_("For example: registrar or colleague.")
    )
    time_limit = models.CharField(
        _("when"), max_length=10, choices=TimeLimit.choices, default=TimeLimit.NOW
    )
    why = models.TextField(_("why"), blank=True)
    how = prose(_("how"))
    checklist = models.TextField(_("checklist"), blank=True, help_text=_("One item a line."))
    evidence_to_keep = models.TextField(_("evidence to keep"), blank=True)
    decision_question = models.CharField(
        _("decision"), max_length=250, blank=True, help_text=_("A question with yes or no.")
    )
    decision_yes = models.CharField(_("if yes"), max_length=250, blank=True)
    decision_yes_step = models.PositiveSmallIntegerField(
        _("if yes, go to step"), null=True, blank=True
    )
    decision_no = models.CharField(_("if no"), max_length=250, blank=True)
    decision_no_step = models.PositiveSmallIntegerField(
        _("if no, go to step"), null=True, blank=True
    )
    contact = models.ForeignKey(
        "cms.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels = [
        FieldPanel("action"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("time_limit")]),
        FieldPanel("why"),
        FieldPanel("how"),
        FieldPanel("checklist"),
        FieldPanel("evidence_to_keep"),
        MultiFieldPanel(
            [
                FieldPanel("decision_question"),
                FieldRowPanel([FieldPanel("decision_yes"), FieldPanel("decision_yes_step")]),
                FieldRowPanel([FieldPanel("decision_no"), FieldPanel("decision_no_step")]),
            ],
            heading=_("Decision"),
        ),
        FieldPanel("contact"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    @property
    def checklist_items(self) -> list[str]:
        """The checklist, one item each."""
        return lines(self.checklist)

    def texts(self) -> list[str]:
        """What a reader sees of this step, as plain words."""
        decision = (self.decision_question, self.decision_yes, self.decision_no)
        parts = (self.action, self.role, self.why, self.how, self.checklist, self.evidence_to_keep)
        return [plain(text) for text in [*parts, *decision] if text]
