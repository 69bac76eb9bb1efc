"""The controlled terms of many items in one query, whatever the number of items.

A relation at a time costs a query each; a card shows three of them and an item page six.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import F, Value
from django.utils import timezone

from cms.anonymity import MunicipalityFacts, kept_back
from cms.reading import statements

# Relations of an item, with the URL parameter of the search that filters by them.
PARAMETERS = {
    "organisation": "organisatie",
    "topics": "onderwerp",
    "audience_roles": "rol",
    "phases": "fase",
    "size_classes": "grootte",
    "riec_regions": "regio",
    "provinces": "provincie",
    "transferable_to": "grootte",
}
# Where a relation stands, seen from KnowledgePage, if not on it.
PATHS = {"transferable_to": "casestudypage__transferable_to"}
_TOWN = "town"  # no relation has this name


class TermRow(NamedTuple):
    """A term as it is printed and linked."""

    slug: str
    name: str
    pk: int


Terms = Mapping[str, list[TermRow]]
FactRows = Sequence[MunicipalityFacts]


def fact_rows() -> FactRows:
    """Return the municipality table of today, as the k-check counts it, in one query."""
    rows: FactRows = apps.get_model("cms", "Municipality").objects.fact_rows()
    return rows


def shown_terms(pages: Iterable[Any], rows: FactRows | None = None) -> dict[int, Terms]:
    """Return the terms that may be shown of these items, by page id, in one query.

    Of an item that hides its town, only facts of place that five towns share. `rows` is the
    municipality table if it was read before; else it comes with the terms, where it is needed.
    """
    items = list(pages)
    hidden = any(page.identifying is not None for page in items)
    found, read = _terms_of([page.pk for page in items], with_towns=hidden and rows is None)
    return {page.pk: safe_terms(page, found[page.pk], rows or read) for page in items}


def safe_terms(page: Any, terms: Terms, rows: FactRows) -> Terms:
    """Leave out the facts of place that would give away an unnamed town."""
    hidden = kept_back(page.identifying, rows, timezone.localdate())
    return {name: values for name, values in terms.items() if name not in hidden}


def draft_terms(page: Any) -> dict[str, list[TermRow]]:
    """Return the terms of a page as it stands in memory, for a preview."""
    terms = {
        name: [TermRow(term.slug, term.name, term.pk) for term in getattr(page, name).all()]
        for name in PARAMETERS
        if name != "organisation" and hasattr(page, name)
    }
    owner = page.organisation
    return {**terms, "organisation": [TermRow(owner.slug, owner.name, owner.pk)]}


def _terms_of(
    page_ids: list[int], *, with_towns: bool
) -> tuple[dict[int, dict[str, list[TermRow]]], FactRows]:
    """Return the terms by page and relation; the municipality table too, if it is asked for."""
    found: dict[int, dict[str, list[TermRow]]] = defaultdict(lambda: defaultdict(list))
    towns: list[MunicipalityFacts] = []
    if not page_ids:
        return found, towns
    rows = statements.rows(_union, page_ids, with_towns)
    for page_id, relation, _order, slug, name, pk in sorted(rows):
        if relation == _TOWN:
            towns.append(MunicipalityFacts.unpack(slug))
        else:
            found[page_id][relation].append(TermRow(slug, name, pk))
    return found, towns


def _union(page_ids: Sequence[int], with_towns: bool) -> Any:
    items = apps.get_model("cms", "KnowledgePage").objects.filter(pk__in=page_ids)
    first, *others = [_rows(items, relation) for relation in PARAMETERS]
    others += [_town_rows()] * with_towns
    return first.union(*others, all=True)


def _rows(items: Any, relation: str) -> Any:
    path = PATHS.get(relation, relation)
    # Organisations have no order of their own; an item has one of them.
    order = Value(0) if relation == "organisation" else F(f"{path}__order")
    return (
        items.filter(**{f"{path}__isnull": False})
        .order_by()
        .values_list("pk", Value(relation), order, f"{path}__slug", f"{path}__name", f"{path}__pk")
    )


def _town_rows() -> Any:
    """Rows of the same shape: the facts of a municipality stand where a term has its slug."""
    towns = apps.get_model("cms", "Municipality").objects.current().with_packed_facts()
    return towns.order_by().values_list(
        Value(0), Value(_TOWN), Value(0), "packed_facts", Value(""), Value(0)
    )
