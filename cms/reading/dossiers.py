"""Dossiers as readers come upon them: how much there is in each, for this reader."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, Sum
from django.http import HttpRequest

from cms.cards import build_cards
from cms.reading.order import in_dutch_order
from cms.reading.paging import readable_items


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier in a list; `count` and `minutes` are of what this reader may read."""

    title: str
    url: str
    intro: str
    audience: str
    count: int
    minutes: int


def dossiers(items: Any, among: Any = None) -> list[Dossier]:
    """Return published dossiers that hold some of these items, by title, in one query.

    `items` are those that the reader may read, `among` the dossiers to choose from (all if none).
    """
    pages = apps.get_model("cms", "CollectionPage").objects.all() if among is None else among
    readable = Q(entries__item__in=items.order_by().values("pk"))
    found = pages.live().annotate(
        count=Count("entries", filter=readable),
        minutes=Sum("entries__item__reading_minutes", filter=readable),
    )
    return [
        Dossier(page.title, page.url, page.intro, page.audience, page.count, page.minutes)
        for page in in_dutch_order(found.filter(count__gt=0))
    ]


def dossiers_with(item: Any) -> list[Any]:
    """Return the published dossiers that this item is in, in one query."""
    pages = apps.get_model("cms", "CollectionPage").objects.live()
    return in_dutch_order(pages.filter(entries__item=item.pk).distinct())


def collection_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """The items of a dossier that this reader may read, in its order, each with its note."""
    entries = list(page.entries.all())
    items = readable_items(request).in_bulk([entry.item_id for entry in entries])
    readable = [entry for entry in entries if entry.item_id in items]
    cards = build_cards(items[entry.item_id] for entry in readable)
    return {
        "entries": [
            {"card": card, "note": entry.note} for card, entry in zip(cards, readable, strict=True)
        ],
        "minutes": sum(items[entry.item_id].reading_minutes for entry in readable),
    }
