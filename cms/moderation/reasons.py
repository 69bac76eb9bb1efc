"""Reasons that stand in the log."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.privacy import find


class ReasonForm(forms.Form):
    """A form that asks why; what asks says how, in a `reason_field`."""

    SHORTEST: ClassVar[int] = 10

    def clean_reason(self) -> str:
        """Refuse a reason that says nothing, or that holds personal data."""
        reason: str = self.cleaned_data["reason"]
        if len(reason) < self.SHORTEST:
            raise ValidationError(
                _("Write at least %(number)d characters: who reads the log must understand it.")
                % {"number": self.SHORTEST}
            )
        if find(reason):
            text = _("Leave personal data out of the reason: it is kept in the log.")
            raise ValidationError(text)
        return reason


def reason_field(label: Any, help_text: Any, *, rows: int = 2, longest: int = 500) -> Any:
    """Return the field in which somebody writes the reason."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=longest,
    )
