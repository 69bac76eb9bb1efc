"""Settings of the portal that its managers change."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from cms.labels import Label
from cms.models.knowledge import Kind

MOST_MONTHS = 60


class SeveralChoicesField(models.JSONField):
    """A list of values of which each is one of `options`."""

    def __init__(self, *args: Any, options: Any = (), **kwargs: Any) -> None:
        self.options = options
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """Tick boxes."""
        return forms.MultipleChoiceField(
            choices=self.options,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=self.verbose_name,
            help_text=self.help_text,
        )


def playbooks() -> list[str]:
    """Return the kind that others follow step by step on a bad day."""
    return [Kind.PLAYBOOK.value]


def _period(verbose_name: Any, default: int, longest: int, help_text: Any) -> Any:
    return models.PositiveSmallIntegerField(
        verbose_name,
        default=default,
        validators=[MinValueValidator(1), MaxValueValidator(longest)],
        help_text=help_text,
    )


def months(kind: Any, default: int) -> models.PositiveSmallIntegerField:
    """Return the field that says how long items of a kind are right without a look."""
    return models.PositiveSmallIntegerField(
        kind, default=default, validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)]
    )


@register_setting(icon="cog")
class PortalSettings(BaseSiteSetting):
    """What the managers of the portal decide: name, reviews by the VNG, how long things last."""

    site_name = models.CharField(_("name of the portal"), max_length=60, default="Weerbaar Lokaal")

    vng_reviews_kinds = SeveralChoicesField(
        _("the VNG reviews these kinds"),
        options=Kind.choices,
        default=playbooks,
        blank=True,
        help_text=_("After the organisation itself, an editor of the VNG approves them too."),
    )
    vng_reviews_labels = SeveralChoicesField(
        _("the VNG reviews these labels"), options=Label.choices, default=list, blank=True
    )

    contribution_confirm_hours = _period(
        _("hours to confirm"), 48, 168, _("Who does not confirm in time is deleted.")
    )
    contribution_keep_days = _period(
        _("days without news"),
        180,
        730,
        _("After so many days in which nothing happened, name, address and link are deleted."),
    )
    contribution_keep_days_after = _period(
        _("days after the end"), 30, 365, _("The same, for a lesson that is published or not used.")
    )

    months_case = months(_("case studies"), 24)
    months_lesson = months(_("lessons"), 24)
    months_playbook = months(_("playbooks"), 12)
    months_guide = months(_("guides"), 12)

    fallback_contact = models.ForeignKey(
        "cms.Contact",
        verbose_name=_("contact that stands in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # nobody would notice that none stands in
        limit_choices_to={"live": True},
        related_name="+",
        help_text=_("Shown in place of a contact that nobody checked for 90 days."),
    )

    panels = [
        FieldPanel("site_name"),
        FieldPanel("vng_reviews_kinds"),
        FieldPanel("vng_reviews_labels"),
        MultiFieldPanel(
            [
                FieldPanel("contribution_confirm_hours"),
                FieldPanel("contribution_keep_days"),
                FieldPanel("contribution_keep_days_after"),
            ],
            heading=_("How long who handed in a lesson is kept"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("months_case"), FieldPanel("months_lesson")]),
                FieldRowPanel([FieldPanel("months_playbook"), FieldPanel("months_guide")]),
            ],
            heading=_("Look at items again after so many months"),
        ),
        FieldPanel("fallback_contact", widget=forms.Select),  # a chooser would offer drafts
    ]

    class Meta:
        verbose_name = _("portal settings")

    @classmethod
    def load(cls) -> "PortalSettings":
        """Return the settings of the one site there is."""
        found: PortalSettings = cls.for_site(Site.objects.get(is_default_site=True))
        return found

    def contribution_periods(self) -> dict[str, timedelta]:
        """Return how long a handed-in lesson keeps its sender, by state."""
        after = timedelta(days=self.contribution_keep_days_after)
        return {
            "unconfirmed": timedelta(hours=self.contribution_confirm_hours),
            "open": timedelta(days=self.contribution_keep_days),
            **dict.fromkeys(("published", "closed", "withdrawn"), after),
        }

    def months_for(self, kind: str) -> int:
        """Return after how many months an item of this kind must be looked at again."""
        found: int = getattr(self, f"months_{Kind(kind).name.lower()}")
        return found
