"""Addresses of the search page: from what stands in one to a query, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.access import Reader
from cms.records import printable
from search.contract import WINDOW, SearchQuery, Sort
from search.facets import BY_PARAM, FACETS, Facet
from search.query import MAX_CHARACTERS
from search.vocabulary import Vocabulary

TEXT, SORT, PAGE = "q", "sortering", "pagina"
SORTS: Mapping[str, Sort] = {"relevantie": "relevance", "nieuwste": "newest"}
PAGE_SIZE = 10
LAST_PAGE = WINDOW // PAGE_SIZE
_SHOWN = 40  # characters of an unknown value that are said back
_MOST_SAID = 5  # unknown values that are said back


class Values(Protocol):
    """What a QueryDict does: the values of each parameter as strings."""

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Params:
    """A state of the search page. `ignored` names what in the address could not be used."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort | None = None
    page: int = 1
    ignored: tuple[str, ...] = ()

    def query(self, reader: Reader) -> SearchQuery:
        """Return the query that this state asks, for a reader."""
        return SearchQuery(
            reader=reader,
            text=self.text,
            filters=self.filters,
            sort=self.sort,
            page=self.page,
            page_size=PAGE_SIZE,
        )

    def querystring(self) -> str:
        """Return this state as a query string, always in the same order; "" for the start."""
        pairs = [(TEXT, self.text)] if self.text else []
        for facet in FACETS:
            pairs += [(facet.param, value) for value in self.filters.get(facet.name, ())]
        pairs += [(SORT, name) for name, sort in SORTS.items() if sort == self.sort]
        if self.page > 1:
            pairs.append((PAGE, str(self.page)))
        return urlencode(pairs)

    def choosing(self, facet: Facet, values: Iterable[str]) -> "Params":
        """Return the first page of the same search with these values of one facet."""
        return replace(self, filters={**self.filters, facet.name: tuple(values)}, page=1)


def parse(data: Values, vocabulary: Vocabulary) -> Params:
    """Read an address. Whatever stands in it gives a state."""
    ignored: list[str] = []
    return Params(
        text=_text(data),
        filters=_filters(data, vocabulary, ignored),
        sort=_sort(data, ignored),
        page=_page(data, ignored),
        ignored=tuple(ignored[:_MOST_SAID]),
    )


def narrowest(facet: Facet, values: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Drop a main topic if one of its own topics is chosen too: choosing that narrows."""
    chosen = tuple(dict.fromkeys(values))
    names = (vocabulary.name(facet, value) for value in chosen)
    parents = {name.parent for name in names if name is not None}
    return tuple(value for value in chosen if value not in parents)


def _text(data: Values) -> str:
    return printable(_last(data, TEXT)[: MAX_CHARACTERS * 2])[:MAX_CHARACTERS].strip()


def _filters(
    data: Values, vocabulary: Vocabulary, ignored: list[str]
) -> dict[str, tuple[str, ...]]:
    filters = {}
    for param, facet in BY_PARAM.items():
        known = []
        for value in dict.fromkeys(data.getlist(param)):
            if vocabulary.name(facet, value) is not None:
                known.append(value)
            elif value:
                ignored.append(_unknown(str(facet.label), value))
        if known:
            filters[facet.name] = narrowest(facet, known, vocabulary)
    return filters


def _sort(data: Values, ignored: list[str]) -> Sort | None:
    name = _last(data, SORT)
    if name and name not in SORTS:
        ignored.append(_unknown(_("Sort by"), name))
    return SORTS.get(name)


def _page(data: Values, ignored: list[str]) -> int:
    typed = _last(data, PAGE)
    try:
        page = int(typed or 1)
    except ValueError:
        page = 0
    if 1 <= page <= LAST_PAGE:
        return page
    ignored.append(_unknown(_("Page"), typed))
    return 1


def _last(data: Values, param: str) -> str:
    values = data.getlist(param)
    return values[-1] if values else ""


def _unknown(label: str, value: str) -> str:
    shown = printable(value[:_SHOWN])
    return _("%(label)s “%(value)s”") % {"label": label, "value": shown}
