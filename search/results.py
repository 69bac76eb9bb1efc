"""What the results page prints: a state, its answer, and the addresses that lead on from there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from cms.access import Reader
from cms.cards import Card, build_cards
from cms.models import KnowledgePage
from search.cluster import client
from search.contract import Highlight, SearchResults
from search.facet_lists import FacetView, facet_views
from search.facets import BY_NAME
from search.near import NearTopic, near_topics
from search.params import LAST_PAGE, PAGE_SIZE, SORTS, Params
from search.query import sounds_urgent
from search.search import search
from search.vocabulary import Name, Vocabulary


class Chip(NamedTuple):
    """A chosen value, and the address without it."""

    label: str
    remove_url: str


class Suggestion(NamedTuple):
    """The text as it was probably meant, which these are the hits of, and its own address."""

    text: str
    url: str


class PlaceNote(NamedTuple):
    """The municipality that was typed, in words, and the address that takes its name as a word."""

    name: str
    size: str
    province: str
    region: str
    word_url: str


class Recommendation(NamedTuple):
    """An item above the hits, and why the editors recommend it for these words."""

    card: Card
    note: str


class SortOption(NamedTuple):
    """A way to order the hits."""

    value: str
    label: str
    selected: bool


class PageLink(NamedTuple):
    """A page of the hits."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything that templates/search/results.html prints, nothing left to work out."""

    total: int
    recommended: Sequence[Recommendation]
    cards: Sequence[Card]
    facets: Sequence[FacetView]
    chips: Sequence[Chip]
    clear_url: str
    suggestion: Suggestion | None
    place: PlaceNote | None
    is_partial: bool
    is_ranked: bool
    is_urgent: bool
    ignored: Sequence[str]
    sort_options: Sequence[SortOption]
    pages: Sequence[PageLink]
    previous_url: str
    next_url: str
    page: int
    page_count: int
    near_topics: Sequence[NearTopic]
    engine: str
    is_stand_in: bool
    missing_page: int = 0  # what was asked for, if that is beyond the last page, which this is


@client.one_reader()
def results_page(params: Params, reader: Reader, path: str, vocabulary: Vocabulary) -> ResultsPage:
    """Search, and lay the answer out for the template. `path` is the address of the page itself."""
    found = search(params.query(reader), vocabulary=vocabulary)
    asked, last = params.page, _page_count(found.total)
    if asked > last:
        params = replace(params, page=last)
        found = search(params.query(reader), vocabulary=vocabulary)
    laid_out = _lay_out(found, params, reader, _Addresses(path, params), vocabulary)
    return replace(laid_out, missing_page=asked) if asked > last else laid_out


class _Addresses:
    """Addresses of states near this one."""

    def __init__(self, path: str, params: Params) -> None:
        self.path, self.params = path, params

    def of(self, params: Params) -> str:
        query = params.querystring()
        return f"{self.path}?{query}" if query else self.path

    def page(self, number: int) -> str:
        return self.of(replace(self.params, page=number))


def _lay_out(
    found: SearchResults,
    params: Params,
    reader: Reader,
    addresses: _Addresses,
    vocabulary: Vocabulary,
) -> ResultsPage:
    count = _page_count(found.total)
    cards = _cards(found, reader)
    pins = {pin.page_id: pin.note for pin in found.pinned if pin.page_id in cards}
    return ResultsPage(
        total=found.total,
        recommended=[Recommendation(cards[page_id], note) for page_id, note in pins.items()],
        # A hit that stands above is counted, and not shown twice on one page.
        cards=[cards[n] for n in found.page_ids if n in cards and n not in pins],
        facets=facet_views(found.facets, params, addresses.of),
        chips=_chips(params, addresses, vocabulary),
        clear_url=addresses.of(replace(params, filters={}, page=1)),
        suggestion=_suggestion(found, params, addresses),
        place=_place_note(found, params, addresses, vocabulary),
        is_partial=found.is_partial,
        is_ranked=params.sort != "newest",
        is_urgent=sounds_urgent(params.text),
        ignored=params.ignored,
        sort_options=_sort_options(params),
        pages=_pages(params.page, count, addresses),
        previous_url=addresses.page(params.page - 1) if params.page > 1 else "",
        next_url=addresses.page(params.page + 1) if params.page < count else "",
        page=params.page,
        page_count=count,
        near_topics=()
        if found.total or pins
        else near_topics(params, reader, addresses.of, vocabulary),
        engine=found.engine,
        is_stand_in=found.is_stand_in,
    )


def _cards(found: SearchResults, reader: Reader) -> dict[int, Card]:
    """Read the cards from the database: a projection gone stale shows nobody a thing."""
    shown = {*found.page_ids, *(pin.page_id for pin in found.pinned)}
    readable = KnowledgePage.objects.readable_by(reader).in_bulk(shown)
    cards = build_cards(readable.values())
    return {card.id: _highlighted(card, found.highlights.get(card.id)) for card in cards}


def _highlighted(card: Card, shown: Highlight | None) -> Card:
    if shown is None:
        return card
    return replace(card, title_html=shown.title, text_html=shown.text)


def _chips(params: Params, addresses: _Addresses, vocabulary: Vocabulary) -> list[Chip]:
    chips = []
    for facet_name, values in params.filters.items():
        facet = BY_NAME[facet_name]
        for value in values:
            others = params.choosing(facet, (other for other in values if other != value))
            name = vocabulary.name(facet, value) or Name(value)
            chips.append(Chip(name.label, addresses.of(others)))
    return chips


def _suggestion(found: SearchResults, params: Params, addresses: _Addresses) -> Suggestion | None:
    if found.suggestion is None:
        return None
    url = addresses.of(replace(params, text=found.suggestion, page=1))
    return Suggestion(found.suggestion, url)


def _place_note(
    found: SearchResults, params: Params, addresses: _Addresses, vocabulary: Vocabulary
) -> PlaceNote | None:
    if found.mention is None:
        return None
    place = found.mention.place
    values = {"size": place.size, "province": place.province, "region": place.region}
    labels = {
        name: (vocabulary.name(BY_NAME[name], value) or Name(value)).label
        for name, value in values.items()
    }
    as_word = replace(params, text=found.mention.as_word, page=1)
    return PlaceNote(name=place.name, word_url=addresses.of(as_word), **labels)


def _sort_options(params: Params) -> list[SortOption]:
    """Without text there is nothing to match best, so only the newest first remains."""
    labels = {"relevance": _("Best match"), "newest": _("Newest first")}
    chosen = params.sort or "relevance"
    if not params.text:
        chosen = "newest"
    return [
        SortOption(name, labels[sort], sort == chosen)
        for name, sort in SORTS.items()
        if params.text or sort == "newest"
    ]


def _pages(page: int, count: int, addresses: _Addresses) -> list[PageLink]:
    numbers = Paginator(range(count), 1).get_elided_page_range(page, on_each_side=2, on_ends=1)
    return [
        PageLink(number, addresses.page(number), number == page)
        for number in numbers
        if isinstance(number, int)
    ]


def _page_count(total: int) -> int:
    return max(1, min(LAST_PAGE, -(-total // PAGE_SIZE)))
