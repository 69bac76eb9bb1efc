"""Small text shapes: lines in a text field, text on one line, and rich text as plain words."""

from django.utils.html import strip_tags
from wagtail.rich_text import get_text_for_indexing


def lines(text: str) -> list[str]:
    """Split a field in which each line is one item; empty lines do not count."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def plain(text: str) -> str:
    """Return rich or plain text as one line of plain words."""
    return " ".join(strip_tags(get_text_for_indexing(text)).split())


def printable(text: str) -> str:
    """Return text on one line without control characters and other things that cannot be shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
