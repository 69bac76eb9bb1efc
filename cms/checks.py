"""System checks: a kind of item that lacks something does not start."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from cms.models import Kind, KnowledgePage


@register()
def kinds_are_complete(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every kind has one page type, with a template and at least one field to read."""
    errors: list[CheckMessage] = []
    found = {page_type.KIND: page_type for page_type in KnowledgePage.__subclasses__()}
    for kind in Kind.values:
        if kind not in found:
            errors.append(Error(f"No page type has KIND {kind!r}.", id="cms.E001"))
    for page_type in found.values():
        if not page_type.READING_FIELDS:
            errors.append(Error("READING_FIELDS is empty.", obj=page_type, id="cms.E002"))
        try:
            get_template(page_type.template)
        except TemplateDoesNotExist as error:
            errors.append(Error(f"Template missing: {error}.", obj=page_type, id="cms.E003"))
    return errors
