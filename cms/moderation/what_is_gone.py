"""A version of a page without what it names and nobody has any more."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from cms.moderation.draft_texts import record_models


def without_what_is_gone(page_type: type[Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content with empty fields, and without records that mean nothing so."""
    left = {**content, **_emptied(page_type, content)}
    for relation, record in record_models(page_type).items():
        rows = [{**row, **_emptied(record, row)} for row in content.get(relation, ())]
        if relation in content:
            left[relation] = [row for row in rows if not _lacks(record, row)]
    return left


def _protected(model: type[models.Model]) -> list[Any]:
    """Return the keys to what the database keeps as long as a row names it."""
    keys: list[Any] = [field for field in model._meta.concrete_fields if field.many_to_one]
    return [key for key in keys if key.remote_field.on_delete is models.PROTECT]


def _emptied(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, None]:
    return {
        key.name: None
        for key in _protected(model)
        if values.get(key.name)
        and not key.related_model._base_manager.filter(pk=values[key.name]).exists()
    }


def _lacks(model: type[models.Model], values: Mapping[str, Any]) -> bool:
    return any(not key.null and values.get(key.name) is None for key in _protected(model))
