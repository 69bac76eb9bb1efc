"""Listings of a kind, with a picture or entrances above them, and plain pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cms.reading.charts import chart
from cms.reading.counts import counts_of
from cms.reading.paging import listing, readable_items
from cms.reading.terms import fact_rows

# Kinds of which a reader looks for a place; of the others, what one narrows by first.
ON_THE_MAP = ("praktijkvoorbeeld",)
ENTRANCES = {
    "les": ("topic", _("What do you want to learn about?")),
    "draaiboek": ("phase", _("When do you need it?")),
    "handreiking": ("role", _("For whom do you look for something?")),
}


def knowledge_index_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Items of one kind, newest first; on the first page with the ways into them."""
    items = readable_items(request).filter(kind=page.kind)
    query = urlencode({"soort": page.kind})
    if page.kind not in ON_THE_MAP:
        found = listing(items, request, query)
        return {**found, **_entrances(page.kind, items, found["number"])}
    rows = fact_rows()
    found = listing(items, request, query, rows)
    if found["number"] > 1:
        return found
    counts = counts_of(items, "region", "size", rows=rows)
    charts = {f"{name}s": chart(name, counts[name], soort=page.kind) for name in counts}
    return {**found, **charts}


def standard_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """A plain page has nothing besides its text."""
    return {}


def _entrances(kind: str, items: Any, number: int) -> dict[str, Any]:
    if number > 1:
        return {}
    vocabulary, title = ENTRANCES[kind]
    counts = counts_of(items, vocabulary)
    return {
        "entrances_title": title,
        "entrances": chart(vocabulary, counts[vocabulary], soort=kind),
    }
