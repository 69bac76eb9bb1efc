"""Titles that go on from what somebody has typed so far."""

from cms.access import Reader
from cms.models import KnowledgePage
from search.engines.database import statements
from search.query import MAX_CHARACTERS

MIN_TYPED = 2  # characters before titles are suggested
MAX_TITLES = 8


def titles(text: str, reader: Reader) -> list[KnowledgePage]:
    """Return at most eight readable items whose title goes on from what was typed."""
    typed = text[:MAX_CHARACTERS].strip()
    if len(typed) < MIN_TYPED:
        return []
    page_ids = statements().titles(typed, reader.tokens, MAX_TITLES)
    pages = KnowledgePage.objects.readable_by(reader).in_bulk(page_ids)
    return [pages[page_id] for page_id in page_ids if page_id in pages]
