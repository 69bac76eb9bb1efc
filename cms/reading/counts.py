"""How many of some items there are, by kind, topic, role, phase, size, region and province.

A number equals the hits that a click on it gives: what search does not know of an unnamed town is
not counted here either.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from cms.anonymity import kept_back
from cms.reading.terms import FactRows

# Vocabularies with the model that holds their terms, and the fact of place they are, if any.
MODELS = {
    "role": ("AudienceRole", ""),
    "phase": ("Phase", ""),
    "size": ("SizeClass", "size_classes"),
    "region": ("RiecRegion", "riec_regions"),
    "province": ("Province", "provinces"),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """A term, its place in the order, and the number of items that have it."""

    order: int
    slug: str
    name: str
    count: int


def counts_of(items: Any, *vocabularies: str, rows: FactRows = ()) -> dict[str, list[Tally]]:
    """Return tallies of these items by vocabulary, in one query, or two if a place is asked.

    `items` are those that the reader may read, `rows` the municipality table where a place is
    asked. Kinds have no name; kinds and main topics only occur when used, other terms always.
    """
    items = items.order_by()
    facts = {MODELS[name][1] for name in vocabularies if name in MODELS} - {""}
    kept_back = _kept_back(items, rows, facts) if facts else {}
    first, *others = [_tallies(name, items, kept_back) for name in vocabularies]
    found: dict[str, list[Tally]] = defaultdict(list)
    for vocabulary, order, slug, name, count in sorted(first.union(*others, all=True)):
        found[vocabulary].append(Tally(order, slug, name, count))
    return found


def _tallies(name: str, items: Any, kept_back: dict[str, Q]) -> Any:
    if name == "kind":
        return _of_kinds(items)
    if name == "topic":
        return _of_main_topics(items)
    model, place = MODELS[name]
    return _of_terms(model, name, items.exclude(kept_back[place]) if place else items)


def _kept_back(items: Any, rows: FactRows, facts: Iterable[str]) -> dict[str, Q]:
    """Return, by fact, the condition on items that may not show it by the table of today."""
    described = items.filter(identifying__isnull=False).values_list("identifying", flat=True)
    found, today = {name: Q(pk__in=[]) for name in facts}, timezone.localdate()
    for place in described.distinct():
        for name in kept_back(place, rows, today) & found.keys():
            found[name] |= Q(identifying=place)
    return found


def _of_kinds(items: Any) -> Any:
    return items.values_list(Value("kind"), Value(0), F("kind"), Value("")).annotate(
        count=Count("pk")
    )


def _of_main_topics(items: Any) -> Any:
    """An item counts once for a main topic, whether it has the topic or children of it."""
    links = items.model.topics.through.objects.filter(knowledgepage__in=items.values("pk"))
    order, slug, name = (
        Coalesce(f"topic__parent__{field}", f"topic__{field}")
        for field in ("order", "slug", "name")
    )
    return links.values_list(Value("topic"), order, slug, name).annotate(
        count=Count("knowledgepage", distinct=True)
    )


def _of_terms(model: str, vocabulary: str, items: Any) -> Any:
    counted = Count("items", filter=Q(items__in=items.values("pk")), distinct=True)
    terms = apps.get_model("cms", model).objects.order_by()
    return terms.values_list(Value(vocabulary), "order", "slug", "name").annotate(count=counted)
