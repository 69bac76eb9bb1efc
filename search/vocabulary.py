"""What a search needs to know, from the database in one query.

Names of all facet values, places in the text, and the synonyms of editors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import CharField, F, IntegerField, Model, QuerySet, Value

from cms.anonymity import MunicipalityFacts
from cms.reading.statements import statement
from search.facets import FACETS, Facet
from search.places import Place, named, names_in
from search.synonyms import Synonyms, reviewed, with_editors
from search.synonyms.models import SynonymRule

_PLACE, _RULE = "place", "rule"  # no facet has these names


@dataclass(frozen=True, slots=True)
class Name:
    """What a facet value is called, its place in its own list, and the value above it."""

    label: str
    order: int = 0
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known values of every facet, the places that a text names, and what means the same."""

    names: Mapping[str, Mapping[str, Name]]
    places: Mapping[str, Place]
    synonyms: Synonyms = field(default_factory=reviewed)

    def name(self, facet: Facet, value: str) -> Name | None:
        """Return what a value is called; None if there is no such value."""
        known = self.names.get(facet.name, {}).get(value)
        return known or (Name(value) if facet.accepts(value) else None)


def load(text: str = "") -> Vocabulary:
    """Read all as it is now: a rename and a rule count at once. `text` is what somebody typed."""
    names: dict[str, dict[str, Name]] = {
        facet.name: {
            value: Name(str(label), order) for order, (value, label) in enumerate(facet.choices)
        }
        for facet in FACETS
    }
    places: dict[str, Place] = {}
    rules: list[str] = []
    for facet_name, slug, label, order, parent in _rows(text):
        if facet_name == _PLACE:
            places[slug] = Place(label, *MunicipalityFacts.unpack(parent))
        elif facet_name == _RULE:
            rules.append(label)
        else:
            names[facet_name][slug] = Name(label, order, parent)
    return Vocabulary(names, places, with_editors(tuple(sorted(rules))))


def _rows(text: str) -> list[tuple[Any, ...]]:
    """Return facet values, places and rules as rows of one shape, in one query."""
    sql, params = _always()
    if names := names_in(text):
        places, more = statement(_places, names)
        sql, params = f"{sql} UNION ALL {places}", (*params, *more)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


@cache
def _always() -> tuple[str, tuple[Any, ...]]:
    """Return the query for all but the places. Writing it takes longer than answering: once."""
    facets = [_values(facet, facet.model) for facet in FACETS if facet.model is not None]
    return facets[0].union(*facets[1:], _rules(), all=True).query.sql_with_params()


def _places(names: Sequence[str]) -> "QuerySet[Any, tuple[Any, ...]]":
    """Return rows of the same shape: the facts of a place stand where another has its parent."""
    return named(names).values_list(
        Value(_PLACE, CharField()), "key", "name", Value(0, IntegerField()), "packed_facts"
    )


def _rules() -> "QuerySet[Any, tuple[Any, ...]]":
    """Return rows of the same shape: a rule stands where another has its name."""
    return (
        SynonymRule.objects.active()
        .order_by()
        .values_list(
            Value(_RULE, CharField()),
            Value("", CharField()),
            "rule",
            Value(0, IntegerField()),
            Value(None, CharField(null=True)),
        )
    )


def _values(facet: Facet, model: type[Model]) -> "QuerySet[Any, tuple[Any, ...]]":
    fields = {field.name for field in model._meta.get_fields()}
    return model._default_manager.order_by().values_list(
        Value(facet.name, CharField()),
        F("slug"),
        F("name"),
        F("order") if "order" in fields else Value(0, IntegerField()),
        F("parent__slug") if facet.hierarchical else Value(None, CharField(null=True)),
    )
