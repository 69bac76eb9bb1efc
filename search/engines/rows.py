"""A match, as engines hand it over to be put in order."""

from typing import NamedTuple


class Row(NamedTuple):
    """A document that matches text and reader; a lower rank is a better match."""

    page_id: int
    rank: float
    matched: int
    facets: str
    links: str
