"""From what a file says to what a model field holds."""

import datetime
from functools import singledispatchmethod
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, Orderable, Page, RevisionMixin

from cms.demo.faults import faults_of
from cms.models import Municipality
from cms.reference.fields import Fields
from cms.reference.files import BrokenFile, Record, Text
from cms.reference.prose import BULLET, rich_text

OF_A_DRAFT = {
    field.name for mixin in (DraftStateMixin, RevisionMixin) for field in mixin._meta.fields
}
# Fields that have another name in files, because it reads better there.
NAMES_IN_FILES = {
    "cms.KnowledgePage.related_links": "related",
    "cms.CollectionPage.intro": "summary",
}


def name_in_files(field: models.Field | models.ManyToOneRel) -> str:
    """Return the name that a field or a list of child records has in files."""
    if isinstance(field, models.ManyToOneRel):
        name = field.get_accessor_name()
        return NAMES_IN_FILES.get(f"{field.model._meta.label}.{name}", name)
    return NAMES_IN_FILES.get(str(field), field.name)


def own_fields(model: type[models.Model]) -> list[models.Field]:
    """Return the fields that a file fills: those an editor fills, and not Wagtail's own."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return [
        field
        for field in fields
        if field.name == "title"
        or (
            field.model._meta.app_label == "cms"
            and field.editable
            and field.name not in OF_A_DRAFT
            and not _is_parent(field)
        )
    ]


def child_relations(model: type[models.Model]) -> list[models.ManyToOneRel]:
    """Return the lists of child records that a file fills."""
    return [
        relation
        for relation in get_all_child_relations(model)
        if relation.related_model._meta.app_label == "cms"
        and issubclass(relation.related_model, Orderable)
    ]


def refers_to_pages(field: models.Field | models.ManyToOneRel) -> bool:
    """Whether this can only be filled when all pages of the demo exist."""
    if isinstance(field, models.ManyToOneRel):
        return any(refers_to_pages(each) for each in own_fields(field.related_model))
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, Page)


def _is_parent(field: models.Field) -> bool:
    return field.primary_key or isinstance(field, ParentalKey)


class Known:
    """What a file can refer to by a code: rows of a table, and the pages of the demo."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self._tables: dict[type[models.Model], dict[str, models.Model]] = {}

    def find(self, model: type[models.Model], code: str) -> models.Model | None:
        """Return the row or page with this code; a municipality goes by its name."""
        if issubclass(model, Page):
            page = self.pages.get(code)
            return page if isinstance(page, model) else None
        if model not in self._tables:
            names = {field.name for field in model._meta.fields}
            key = "name" if model is Municipality else "slug"
            rows = model._default_manager.all() if key in names else model._default_manager.none()
            self._tables[model] = {getattr(row, key): row for row in rows}
        return self._tables[model].get(code)


class Reader:
    """Reads fields of one record as values of a model."""

    def __init__(self, fields: Fields, known: Known) -> None:
        self.fields = fields
        self.known = known

    def value(self, field: models.Field) -> Any:
        """Return the value of one field; what is left out is as by default. Raises BrokenFile."""
        name = name_in_files(field)
        if isinstance(field, ParentalManyToManyField):
            return self._rows(field, name)
        if isinstance(field, TaggableManager):
            return sorted(str(text) for text in self.fields.texts(name))
        if self._is_empty(name):
            return self._default(field, name)
        return self._filled(field, name)

    def children(self, relation: models.ManyToOneRel) -> list[tuple[models.Model, Fields]]:
        """Return child records, not saved, each with where it stands. Raises BrokenFile."""
        model = relation.related_model
        fields = own_fields(model)
        names = tuple(field.name for field in fields)
        children: list[tuple[models.Model, Fields]] = []
        for item in self.fields.series(name_in_files(relation)):
            record = item
            if isinstance(item, Text):  # short for a record of which only the first field counts
                record = Record(item.line)
                record[Text(names[0], item.line)] = item
            reader = Reader(Fields(self.fields.path, record, names), self.known)
            values = {field.name: reader.value(field) for field in fields}
            children.append((model(sort_order=len(children), **values), reader.fields))
        return children

    @singledispatchmethod
    def _filled(self, field: models.Field, name: str) -> Any:
        reason = _("“%(name)s” cannot be given in a file.") % {"name": name}
        raise self.fields.broken(name, reason)

    @_filled.register
    def _(self, field: models.CharField, name: str) -> str:
        text = " ".join(self.fields.text(name).split())
        if field.choices:
            with faults_of(self.fields, name):
                field.clean(text, None)
        return text

    @_filled.register
    def _(self, field: models.TextField, name: str) -> str:
        value = self.fields.record[Text(name, 0)]
        texts = (
            self.fields.texts(name)
            if isinstance(value, list)
            else self.fields.text(name).splitlines()
        )
        return "\n".join(text.strip().removeprefix(BULLET) for text in texts).strip()

    @_filled.register
    def _(self, field: RichTextField, name: str) -> str:
        with faults_of(self.fields, name):
            return rich_text(self.fields.text(name))

    @_filled.register
    def _(self, field: models.IntegerField, name: str) -> int:
        return self.fields.number(name)

    @_filled.register
    def _(self, field: models.BooleanField, name: str) -> bool:
        return self.fields.one_of(name, {"true": True, "false": False})

    @_filled.register
    def _(self, field: models.DateField, name: str) -> datetime.date:
        value = self.fields.text(name)
        try:
            return datetime.date.fromisoformat(value)
        except ValueError as error:
            reason = _("“%(value)s” is not a date such as 2026-03-31.") % {"value": value}
            raise self.fields.broken(name, reason) from error

    @_filled.register
    def _(self, field: models.ForeignKey, name: str) -> models.Model:
        text = self.fields.text(name)
        row = self.known.find(field.related_model, text)
        if row is None:
            reason = _("“%(value)s” of “%(name)s” is unknown.") % {"value": text, "name": name}
            raise self.fields.broken(name, reason)
        return row

    def _rows(self, field: ParentalManyToManyField, name: str) -> list[models.Model]:
        rows = []
        for text in self.fields.texts(name):
            row = self.known.find(field.related_model, text)
            if row is None:
                reason = _("“%(value)s” of “%(name)s” is unknown.")
                reason %= {"value": text, "name": name}
                raise BrokenFile(self.fields.path, text.line, reason)
            rows.append(row)
        if not rows and not field.blank:
            raise self.fields.broken(name, _("“%(name)s” is missing.") % {"name": name})
        return rows

    def _is_empty(self, name: str) -> bool:
        return not self.fields.record.get(Text(name, 0))

    def _default(self, field: models.Field, name: str) -> Any:
        # A default that is worked out, such as the date of today, is another one tomorrow.
        is_steady = field.has_default() and not callable(field.default)
        if not is_steady and not field.blank:
            raise self.fields.broken(name, _("“%(name)s” is missing.") % {"name": name})
        return field.get_default()
