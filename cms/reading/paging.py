"""Pages of a long list, with the same names as the search results use."""

from typing import Any, NamedTuple

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Count, Window
from django.http import HttpRequest

from cms.access import request_reader
from cms.cards import build_cards
from cms.reading.terms import FactRows, shown_terms

PAGE_SIZE = 12
PARAMETER = "pagina"
LONGEST = 5  # digits of a page number that is looked up


class PageLink(NamedTuple):
    """A page of the list and its address."""

    number: int
    url: str
    current: bool


def readable_items(request: HttpRequest) -> Any:
    """Return the published items that whoever asks may read."""
    return apps.get_model("cms", "KnowledgePage").objects.readable_by(request_reader(request))


def listing(
    items: Any, request: HttpRequest, query: str, rows: FactRows | None = None
) -> dict[str, Any]:
    """Return a page of cards, newest first; `query` is the search that gives the same items.

    `rows` is the municipality table if it was read before.
    """
    found = paged(items.newest(), request)
    cards = build_cards(found["items"], shown_terms(found["items"], rows))
    return {**found, "cards": cards, "query": query}


def paged(items: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the items of the page asked for, with links to the others, in one query.

    A page that does not exist gives the first or the last; beyond the last, `missing_page` says
    which was asked for, and it takes two queries more.
    """
    items = items.annotate(total=Window(Count("pk")))
    asked = request.GET.get(PARAMETER, "1")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) <= LONGEST else 1
    found, missing = _slice(items, number), 0
    if not found and number > 1:
        missing, number = number, max(1, -(-items.count() // PAGE_SIZE))
        found = _slice(items, number)
    total = found[0].total if found else 0
    pages = Paginator(range(total), PAGE_SIZE)
    return {
        "items": found,
        "total": total,
        "number": number,
        "missing_page": missing,
        "pages": [
            PageLink(link, _address(link), link == number)
            for link in pages.get_elided_page_range(number, on_each_side=2, on_ends=1)
            if isinstance(link, int)
        ],
        "previous_url": _address(number - 1) if number > 1 else "",
        "next_url": _address(number + 1) if number < pages.num_pages else "",
    }


def _slice(items: Any, number: int) -> list[Any]:
    start = (number - 1) * PAGE_SIZE
    return list(items[start : start + PAGE_SIZE])


def _address(number: int) -> str:
    return f"?{PARAMETER}={number}"
