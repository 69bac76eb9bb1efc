"""Pages of a long list, with the same names as the search results use."""

from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest

PAGE_SIZE = 12
PARAMETER = "pagina"


class PageLink(NamedTuple):
    """A page of the list and its address."""

    number: int
    url: str
    current: bool


def paged(items: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the items of the page asked for, with links to the others.

    A page number that does not exist gives the nearest one.
    """
    pages = Paginator(items, PAGE_SIZE)
    page = pages.get_page(request.GET.get(PARAMETER))
    links = [
        PageLink(number, f"?{PARAMETER}={number}", number == page.number)
        for number in pages.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
        if isinstance(number, int)
    ]
    return {
        "items": list(page.object_list),
        "total": pages.count,
        "page_number": page.number,
        "page_count": pages.num_pages,
        "pages": links,
        "previous_url": f"?{PARAMETER}={page.number - 1}" if page.has_previous() else "",
        "next_url": f"?{PARAMETER}={page.number + 1}" if page.has_next() else "",
    }
