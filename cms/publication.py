"""Why a page or a contact may not be published, in words that name the field and the fix."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.moderation.unconfirmed import unconfirmed_in

# Relations of which publishing wants at least one; a draft goes without.
REQUIRED = ("topics", "audience_roles", "phases")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something may not be published, in words; a fault is mended in the draft itself."""

    text: str
    is_fault: bool = False


def reasons_against(page: Any) -> list[str]:
    """Say why the draft of a page or a contact may not be published as it is; empty when it may.

    For where no form asks: the approval, bulk actions and the schedule.
    """
    return [reason.text for reason in what_is_against(page)]


def what_is_against(page: Any) -> list[Reason]:
    """Return the same, with what kind of reason each is."""
    errors: dict[str, Any] = {}
    is_item = hasattr(page, "publication_errors")  # else a page around the items, or a contact
    try:
        page.full_clean()
    except ValidationError as error:
        errors = error.error_dict
    if is_item:
        missing = ValidationError(_("Choose at least one."))
        errors |= {name: missing for name in REQUIRED if not getattr(page, name).all()}
        errors |= page.publication_errors({})
    faults = [Reason(_in_words(page, *error), is_fault=True) for error in errors.items()]
    unconfirmed = unconfirmed_in(page).values() if is_item else ()  # those say who confirms
    return [*faults, *map(Reason, unconfirmed)]


def _in_words(page: Any, name: str, reason: Any) -> str:
    messages = " ".join(ValidationError(reason).messages)
    if name == NON_FIELD_ERRORS:
        return messages
    label = page._meta.get_field(name).verbose_name
    return f"{capfirst(label)}: {messages}"
