"""Reasons that stand in the log."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def refuse_short(reason: str, shortest: int) -> None:
    """Raise ValidationError if a reason is so short that it says nothing."""
    if len(reason) < shortest:
        raise ValidationError(
            _("Write at least %(number)d characters: who reads the log must understand it.")
            % {"number": shortest}
        )
