"""Names of all facet values, from the database in one query, whatever the number of facets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, IntegerField, Model, QuerySet, Value

from search.facets import FACETS, Facet


@dataclass(frozen=True, slots=True)
class Name:
    """What a facet value is called, its place in its own list, and the value above it."""

    label: str
    order: int = 0
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known values of every facet."""

    names: Mapping[str, Mapping[str, Name]]

    def name(self, facet: Facet, value: str) -> Name | None:
        """Return what a value is called; None if there is no such value."""
        known = self.names.get(facet.name, {}).get(value)
        return known or (Name(value) if facet.accepts(value) else None)


def load() -> Vocabulary:
    """Read the names as they are now: a rename shows at once."""
    names: dict[str, dict[str, Name]] = {
        facet.name: {
            value: Name(str(label), order) for order, (value, label) in enumerate(facet.choices)
        }
        for facet in FACETS
    }
    first, *others = [_rows(facet, facet.model) for facet in FACETS if facet.model is not None]
    for facet_name, slug, label, order, parent in first.union(*others, all=True):
        names[facet_name][slug] = Name(label, order, parent)
    return Vocabulary(names)


def _rows(facet: Facet, model: type[Model]) -> "QuerySet[Any, tuple[Any, ...]]":
    fields = {field.name for field in model._meta.get_fields()}
    return model._default_manager.order_by().values_list(
        Value(facet.name, CharField()),
        F("slug"),
        F("name"),
        F("order") if "order" in fields else Value(0, IntegerField()),
        F("parent__slug") if facet.hierarchical else Value(None, CharField(null=True)),
    )
