"""The texts as they stand in the form of the editor, before anything is saved."""

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from wagtail.fields import RichTextField

from cms.moderation.draft_texts import Text, record_models, text_fields, words_of_rich_text

MOST_RECORDS = 100  # of one kind; a form holds fewer
MOST_DIGITS = 6  # of a number of records


def typed_texts(page_type: Any, data: QueryDict) -> Iterator[Text]:
    """Give every text in what a browser sends of this form, as `texts_of` does of a draft."""
    form = page_type.get_edit_handler().get_form_class()
    yield from _typed_in(page_type, form, data, "", "")
    yield Text("keywords", "\n".join(data.get("keywords", "").split(",")))
    for relation, model in record_models(page_type).items():
        formset = form.formsets.get(relation)
        for number in range(_count(data.get(f"{relation}-TOTAL_FORMS")) if formset else 0):
            prefix = f"{relation}-{number}-"
            if not data.get(f"{prefix}DELETE"):
                yield from _typed_in(model, formset.form, data, prefix, f"{relation}.{number}.")


def _typed_in(model: Any, form: Any, data: QueryDict, prefix: str, place: str) -> Iterator[Text]:
    for field in text_fields(model):
        if field.name in form.base_fields:
            value = _value(form.base_fields[field.name].widget, data, prefix + field.name)
            is_rich = isinstance(field, RichTextField)
            words = words_of_rich_text(value) if is_rich else value.strip()  # as the form does
            if words.strip():
                yield Text(place + field.name, words)


def _value(widget: Any, data: QueryDict, name: str) -> str:
    try:
        return widget.value_from_datadict(data, {}, name) or ""
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return ""  # no rich text of the editor's own making; the check of the draft reads the rest


def _count(value: str | None) -> int:
    if not value or not value.isdecimal() or len(value) > MOST_DIGITS:
        return 0
    return min(int(value), MOST_RECORDS)
