"""Small text shapes: lines in a text field, text on one line, and rich text as plain words."""

import re
from itertools import starmap, zip_longest

from django.utils.html import strip_tags
from wagtail.rich_text import get_text_for_indexing

# Where a browser begins a new line; in a text without these, every line is one of its own.
_BLOCK = re.compile(
    r"</?(?:blockquote|div|h[1-6]|li|ol|p|table|t[dhr]|ul)\b[^>]*>|<[bh]r\s*/?>", re.IGNORECASE
)
_ENDS = (".", "!", "?", ":", ";", ",", "…")
_CLOSING = "\"'”’»)]"


def lines(text: str) -> list[str]:
    """Split a field in which each line is one item; empty lines do not count."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def plain(text: str) -> str:
    """Return rich or plain text as one line of plain words.

    A line, list item, heading or cell that ends without a mark gets one, so that it does not run
    into what comes next: a semicolon where that goes on in lower case, else a full stop.
    """
    found = _BLOCK.split(text) if _BLOCK.search(text) else lines(text)
    parts = list(filter(None, map(_words, found)))
    return " ".join(starmap(_ended, zip_longest(parts, parts[1:], fillvalue="")))


def _words(text: str) -> str:
    return " ".join(strip_tags(get_text_for_indexing(text)).split())


def _ended(words: str, following: str) -> str:
    if words.rstrip(_CLOSING).endswith(_ENDS):
        return words
    return f"{words};" if following[:1].islower() else f"{words}."


def printable(text: str) -> str:
    """Return text on one line without control characters and other things that cannot be shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
