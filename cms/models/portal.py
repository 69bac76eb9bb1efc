"""Settings of the portal that its managers change."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
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


@register_setting(icon="cog")
class PortalSettings(BaseSiteSetting):
    """What the managers of the portal decide: its name, and what the VNG reviews."""

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

    panels = [
        FieldPanel("site_name"),
        FieldPanel("vng_reviews_kinds"),
        FieldPanel("vng_reviews_labels"),
    ]

    class Meta:
        verbose_name = _("portal settings")

    @classmethod
    def load(cls) -> "PortalSettings":
        """Return the settings of the one site there is."""
        found: PortalSettings = cls.for_site(Site.objects.get(is_default_site=True))
        return found
