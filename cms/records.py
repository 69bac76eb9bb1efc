"""Small text shapes: lines in a text field, and rich text as plain words."""

from django.utils.html import strip_tags
from wagtail.rich_text import get_text_for_indexing


def lines(text: str) -> list[str]:
    """Split a field in which each line is one item; empty lines do not count."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def plain(text: str) -> str:
    """Return rich or plain text as one line of plain words."""
    return " ".join(strip_tags(get_text_for_indexing(text)).split())
