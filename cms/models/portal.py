"""Settings of the portal that its managers change."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from cms.labels import Label
from cms.models.knowledge import Kind


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


@register_setting(icon="cog")
class PortalSettings(BaseSiteSetting):
    """What the managers of the portal decide: its name, what the VNG reviews, what is kept."""

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
