"""Titles in the order of a Dutch dictionary: capitals and accents make no difference."""

import unicodedata
from collections.abc import Iterable
from typing import Any


def in_dutch_order(pages: Iterable[Any]) -> list[Any]:
    """Return pages by title; one without accents before its twin with them."""
    return sorted(pages, key=lambda page: (dutch_key(page.title), page.title))


def dutch_key(text: str) -> str:
    """Return what a text is sorted by."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
