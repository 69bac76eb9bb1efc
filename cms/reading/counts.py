"""How many items there are for one reader, by kind, topic, size and province.

A number equals the hits that a click on it gives: what search does not know of an unnamed town is
not counted here either.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce

from cms.access import Reader
from cms.anonymity import Facts, withheld
from cms.reading.terms import FactRows


@dataclass(frozen=True, slots=True)
class Tally:
    """A term, its place in the order, and the number of items that have it."""

    order: int
    slug: str
    name: str
    count: int


def counts_for(reader: Reader, rows: FactRows) -> dict[str, list[Tally]]:
    """Return tallies under "kind", "topic", "size" and "province", in two queries.

    Sizes and provinces are complete; kinds and main topics have no name and only occur when used.
    """
    items = apps.get_model("cms", "KnowledgePage").objects.readable_by(reader).order_by()
    kept_back = _kept_back(items, rows)
    tallies = _of_kinds(items).union(
        _of_main_topics(items),
        _of_places("SizeClass", "size", items.exclude(kept_back["size_classes"])),
        _of_places("Province", "province", items.exclude(kept_back["provinces"])),
        all=True,
    )
    found: dict[str, list[Tally]] = defaultdict(list)
    for vocabulary, order, slug, name, count in sorted(tallies):
        found[vocabulary].append(Tally(order, slug, name, count))
    return found


def main_topic_counts(reader: Reader) -> dict[str, int]:
    """Return the number of items by slug of the main topic, in one query."""
    items = apps.get_model("cms", "KnowledgePage").objects.readable_by(reader).order_by()
    return {slug: count for _topic, _order, slug, _name, count in _of_main_topics(items)}


def _kept_back(items: Any, rows: FactRows) -> dict[str, Q]:
    """Return, by fact, the condition on items that may not show it by the table of today."""
    described = items.filter(identifying__isnull=False).values_list("identifying", flat=True)
    found = {name: Q(pk__in=[]) for name in ("size_classes", "provinces")}
    for place in described.distinct():
        for name in withheld(Facts.from_json(place), rows) & found.keys():
            found[name] |= Q(identifying=place)
    return found


def _of_kinds(items: Any) -> Any:
    return items.values_list(Value("kind"), Value(0), F("kind"), Value("")).annotate(
        count=Count("pk")
    )


def _of_main_topics(items: Any) -> Any:
    """An item counts once for a main topic, whether it has the topic or children of it."""
    links = items.model.topics.through.objects.filter(knowledgepage__in=items.values("pk"))
    main = Coalesce("topic__parent__slug", "topic__slug")
    return links.values_list(Value("topic"), Value(0), main, Value("")).annotate(
        count=Count("knowledgepage", distinct=True)
    )


def _of_places(model: str, vocabulary: str, items: Any) -> Any:
    counted = Count("items", filter=Q(items__in=items.values("pk")), distinct=True)
    terms = apps.get_model("cms", model).objects.order_by()
    return terms.values_list(Value(vocabulary), "order", "slug", "name").annotate(count=counted)
