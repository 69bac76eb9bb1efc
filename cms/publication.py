"""Why an item may not be published, in words that name the field and the fix."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.anonymity import Anonymity, K, Remedy

FACT_LABELS = {
    "provinces": gettext_lazy("the province"),
    "riec_regions": gettext_lazy("the RIEC region"),
    "size_classes": gettext_lazy("the municipality size"),
}

# Relations of which publishing wants at least one; a draft goes without.
REQUIRED = ("topics", "audience_roles", "phases")


def anonymity_error(result: Anonymity) -> dict[str, ValidationError]:
    """Say how many towns fit and which fact to coarsen; at the field of the first remedy."""
    message = ngettext(
        "These facts fit %(count)d municipality; at least %(k)d must fit, or readers can tell "
        "which one it is.",
        "These facts fit %(count)d municipalities; at least %(k)d must fit, or readers can tell "
        "which one it is.",
        result.count,
    ) % {"count": result.count, "k": K}
    remedies = [_remedy_in_words(remedy) for remedy in result.remedies]
    if not remedies:
        remedies = [_("Leave out size, region and province.")]
    field = result.remedies[0].names[0] if result.remedies else "size_classes"
    text = " ".join([message, *remedies, _("Or choose more values, so that more towns fit.")])
    return {field: ValidationError(text, code="anonymity")}


def reasons_against(page: Any) -> list[str]:
    """Say why a draft may not be published as it is; empty when it may.

    For where no form asks: bulk actions and the schedule.
    """
    reasons: dict[str, Any] = {}
    try:
        page.full_clean()
    except ValidationError as error:
        reasons = error.error_dict
    if not hasattr(page, "publication_errors"):  # a dossier, or an organisation's own page
        return [_in_words(page, name, reason) for name, reason in reasons.items()]
    missing = ValidationError(_("Choose at least one."))
    reasons |= {name: missing for name in REQUIRED if not getattr(page, name).all()}
    reasons |= page.publication_errors({})
    return [_in_words(page, name, reason) for name, reason in reasons.items()]


def _in_words(page: Any, name: str, reason: Any) -> str:
    messages = " ".join(ValidationError(reason).messages)
    if name == NON_FIELD_ERRORS:
        return messages
    label = page._meta.get_field(name).verbose_name
    return f"{capfirst(label)}: {messages}"


def _remedy_in_words(remedy: Remedy) -> str:
    names = [str(FACT_LABELS[name]) for name in remedy.names]
    return ngettext(
        "Leave out %(facts)s: then %(count)d municipality fits.",
        "Leave out %(facts)s: then %(count)d municipalities fit.",
        remedy.count,
    ) % {"facts": get_text_list(names, _("and")), "count": remedy.count}
