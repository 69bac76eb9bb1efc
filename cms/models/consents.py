"""The consent with which a case names its municipality: who gave it, when, and until when."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

WANTED = ("consent_by", "consent_organisation", "consent_on", "consent_until")


class ConsentMixin(models.Model):
    """A case names its municipality only with consent, for as long as that holds.

    `consent_key` and `consent_withdrawn_on` belong to the page and not to its versions: copies and
    aliases take the key along, so that what is withdrawn is withdrawn for all of them.
    """

    municipality = models.ForeignKey(
        "cms.Municipality",
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        help_text=_("Only with consent. Size, region and province then follow by themselves."),
    )
    consent_by = models.CharField(
        _("consent given by"),
        max_length=250,
        blank=True,
        help_text=_("A function, never a name. Not shown. For example: the municipal secretary."),
    )
    consent_organisation = models.CharField(
        _("of which organisation"),
        max_length=250,
        blank=True,
        help_text=_("Not shown. For example: the municipality of Zwolle."),
    )
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    consent_until = models.DateField(
        _("consent until"),
        null=True,
        blank=True,
        help_text=_("The last day on which the item names the municipality."),
    )
    consent_proof = models.CharField(
        _("where the proof is kept"),
        max_length=250,
        blank=True,
        help_text=_("Not shown. For example: in our own records. Do not put the letter here."),
    )
    consent_key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    consent_withdrawn_on = models.DateField(null=True, default=None, editable=False)

    consent_panels = [
        FieldPanel("municipality"),
        FieldRowPanel([FieldPanel("consent_by"), FieldPanel("consent_organisation")]),
        FieldRowPanel([FieldPanel("consent_on"), FieldPanel("consent_until")]),
        FieldPanel("consent_proof"),
    ]

    class Meta:
        abstract = True

    @property
    def named_municipality(self) -> Any:
        """The municipality, as long as readers may know it."""
        today = timezone.localdate().isoformat()
        return self.municipality if today <= self.named_until({}) else None

    @property
    def unnamed_municipality(self) -> Any:
        """The municipality that readers may not know, or not any more."""
        return None if self.named_municipality else self.municipality

    @property
    def consent_is_withdrawn(self) -> bool:
        """Tell whether this very consent was withdrawn; one of a later day may hold again."""
        return self._withdrawn_after(self.consent_on) is not None

    def named_until(self, chosen: Mapping[str, Any]) -> str:
        """Return the last day of the consent, as ISO; empty if there is none, or none any more."""
        if chosen.get("municipality", self.municipality) is None or self.consent_errors(chosen):
            return ""
        until: datetime.date = chosen.get("consent_until", self.consent_until)
        return until.isoformat()

    def consent_errors(self, chosen: Mapping[str, Any]) -> dict[str, ValidationError]:
        """Say why the municipality may not be named, by field; empty when it may."""
        values = {name: chosen.get(name, getattr(self, name)) for name in WANTED}
        text = _(
            "A case names its municipality only with consent. Fill in who, when and until when."
        )
        missing = {name: text for name, value in values.items() if not value}
        if missing:
            return {name: ValidationError(text, code="consent") for name in missing}
        fault = self._fault(values["consent_on"], values["consent_until"])
        return {name: ValidationError(text, code="consent") for name, text in fault.items()}

    def _withdrawn_after(self, given: datetime.date | None) -> datetime.date | None:
        withdrawn: datetime.date | None = self.consent_withdrawn_on
        if withdrawn is None or (given is not None and given > withdrawn):
            return None
        return withdrawn

    def _fault(self, given: datetime.date, until: datetime.date) -> dict[str, Any]:
        today = timezone.localdate()
        if given > today:
            return {"consent_on": _("Consent is given today or earlier, never in the future.")}
        withdrawn = self._withdrawn_after(given)
        if withdrawn is not None:
            text = _(
                "This consent was withdrawn on %(day)s. Empty the municipality, or fill in a "
                "consent that was given after that day."
            )
            return {"municipality": text % {"day": date_format(withdrawn)}}
        if until < today:
            text = _(
                "This consent ended on %(day)s. Ask for it again and fill in the new days, or "
                "empty the municipality."
            )
            return {"consent_until": text % {"day": date_format(until)}}
        return {}
