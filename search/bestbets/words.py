"""What makes two texts the same question: equal terms, in any order, stop words aside."""

from collections.abc import Iterable

from search.analysis.dutch import is_stopword, terms_of
from search.analysis.words import words
from search.query import MAX_CHARACTERS, MAX_WORDS

MAX_KEY = 250  # characters


def key_of(text: str) -> str:
    """Return the terms of a text that ask something, sorted; "" if there are none.

    As much of the text counts as in a search. A key that is longer than what is kept equals none.
    """
    typed = [word for word, _start, _end in words(text[:MAX_CHARACTERS])][:MAX_WORDS]
    return " ".join(sorted({terms_of(word)[0] for word in typed if not is_stopword(word)})).strip()


def keys_of(lines: Iterable[str]) -> list[str]:
    """Return the different keys of several phrasings."""
    return list(dict.fromkeys(key for line in lines if (key := key_of(line))))
