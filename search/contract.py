"""What is asked of a search and what comes back, whichever engine answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.utils.safestring import SafeString

from cms.access import Reader
from search.places import Mention

WINDOW = 10_000  # hits that paging reaches
MAX_PAGE_SIZE = 100

Sort = Literal["relevance", "newest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """A question by a reader. There is no default reader: nobody can forget who asks.

    `filters` maps a facet name (search/facets.py) to the chosen values: OR within a facet, AND
    among facets. `sort` None means relevance when something is typed, else newest.
    Raises ValueError for a page outside the window of 10,000 hits.
    """

    reader: Reader
    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort | None = None
    page: int = 1
    page_size: int = 10

    def __post_init__(self) -> None:
        """Refuse what no engine could answer."""
        if not 1 <= self.page_size <= MAX_PAGE_SIZE:
            raise ValueError(f"page_size {self.page_size}: choose 1 to {MAX_PAGE_SIZE}")
        if self.page < 1 or self.page * self.page_size > WINDOW:
            raise ValueError(f"page {self.page}: only the first {WINDOW} hits can be paged")
        if self.sort not in (None, "relevance", "newest"):
            raise ValueError(f"sort {self.sort!r}: choose relevance or newest")

    @property
    def start(self) -> int:
        """Number of hits before this page."""
        return (self.page - 1) * self.page_size


@dataclass(frozen=True, slots=True)
class Match:
    """An engine's answer: ids and scores of one page of hits in order, total, counts by facet.

    Equal ranks are ordered by page id, highest first. A score is higher when the match is better;
    it is not comparable among engines. `counts` leave out values without a hit. `found` is the
    number of documents that match text and reader, whatever is filtered; `complete` those of them
    that match every word.
    """

    page_ids: tuple[int, ...]
    scores: tuple[float, ...]
    total: int
    found: int
    complete: int
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class FacetBucket:
    """A value of a facet, with the number of hits if it is chosen alone in its facet."""

    value: str
    label: str
    count: int
    selected: bool
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class FacetResult:
    """A facet with the values that have hits or are chosen."""

    name: str
    buckets: tuple[FacetBucket, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """Title and a passage of a hit as safe HTML, the words that match in `<mark>`."""

    title: SafeString
    text: SafeString


@dataclass(frozen=True, slots=True)
class Pinned:
    """An item that editors recommend for these words, and the sentence in which they say why."""

    page_id: int
    note: str


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of hits, with everything that a results page, the API or a command shows.

    `suggestion` is the text as it was probably meant: nothing was found for what was typed, and
    these are its hits. `mention` is the municipality in the text. `is_partial` says that few
    documents have all the words, and that the last hits have some of them only. `is_stand_in` says
    that the cluster is away and that the database answered in its place.
    """

    page_ids: tuple[int, ...]
    total: int
    facets: tuple[FacetResult, ...]
    highlights: Mapping[int, Highlight]
    scores: Mapping[int, float]
    suggestion: str | None
    mention: Mention | None
    is_partial: bool
    engine: str
    # Apart from the hits: total, counts and page_ids are what the engine says.
    pinned: tuple[Pinned, ...] = ()
    is_stand_in: bool = False
