"""Why a page or a contact may not be published, in words that name the field and the fix."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.moderation.unconfirmed import unconfirmed_in

# Relations of which publishing wants at least one; a draft goes without.
REQUIRED = ("topics", "audience_roles", "phases")


def reasons_against(page: Any) -> list[str]:
    """Say why the draft of a page or a contact may not be published as it is; empty when it may.

    For where no form asks: the approval, bulk actions and the schedule.
    """
    reasons: dict[str, Any] = {}
    try:
        page.full_clean()
    except ValidationError as error:
        reasons = error.error_dict
    if not hasattr(page, "publication_errors"):  # a page around the items, or a contact
        return [_in_words(page, name, reason) for name, reason in reasons.items()]
    missing = ValidationError(_("Choose at least one."))
    reasons |= {name: missing for name in REQUIRED if not getattr(page, name).all()}
    reasons |= page.publication_errors({})
    in_words = [_in_words(page, name, reason) for name, reason in reasons.items()]
    return [*in_words, *unconfirmed_in(page).values()]


def _in_words(page: Any, name: str, reason: Any) -> str:
    messages = " ".join(ValidationError(reason).messages)
    if name == NON_FIELD_ERRORS:
        return messages
    label = page._meta.get_field(name).verbose_name
    return f"{capfirst(label)}: {messages}"
