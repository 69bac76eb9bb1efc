"""From Dutch text to terms: folding, compound parts, stems."""

from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import snowballstemmer

from search.analysis import lists
from search.analysis.words import WORD, fold, words

MIN_COMPOUND, MIN_PART, MAX_PART = 5, 4, 15  # characters, as Lucene's dictionary_decompounder

# Acronyms that are a stop word in lower case: only these capitals mean this term.
CASE_SENSITIVE = {"OM": "openbaarministerie"}

# Separates what is no running text; no word can contain it.
GAP = "_"

# "dutch_porter" is what Lucene calls `dutch`; snowballstemmer's own "dutch" is another algorithm.
_stemmer = snowballstemmer.stemmer("dutch_porter")
_stemmer_lock = Lock()  # the stemmer keeps its state in itself


class Token(NamedTuple):
    """A word of a text: its term, the terms of its compound parts, and its place."""

    term: str
    parts: tuple[str, ...]
    start: int
    end: int


def analyse(text: str) -> Iterator[Token]:
    """Yield the tokens of a text in order. Stop words too: a phrase needs them."""
    for word, start, end in words(text):
        term, parts = terms_of(word)
        if term:
            yield Token(term, parts, start, end)


@lru_cache(maxsize=100_000)
def terms_of(word: str) -> tuple[str, tuple[str, ...]]:
    """Return the term of one word as written, and the terms of the parts inside it."""
    if word in CASE_SENSITIVE:
        return CASE_SENSITIVE[word], ()
    folded = fold(word)
    term = _stem(folded)
    parts = dict.fromkeys(_stem(part) for part in parts_of(folded))
    return term, tuple(part for part in parts if part != term)


def is_stopword(word: str) -> bool:
    """Tell whether a word as written asks nothing."""
    return word not in CASE_SENSITIVE and fold(word) in lists.stopwords()


def parts_of(folded: str) -> list[str]:
    """Return every listed part that stands somewhere in a word of five letters or more."""
    if len(folded) < MIN_COMPOUND or folded in lists.protected():
        return []
    known = lists.compound_parts()
    return [
        part
        for start in range(len(folded) - MIN_PART + 1)
        for end in range(start + MIN_PART, min(start + MAX_PART, len(folded)) + 1)
        if (part := folded[start:end]) in known and part != folded
    ]


def index_terms(text: str) -> str:
    """Return the terms of a text, one space between, as a full-text index takes them.

    Compound parts come after the running text, each on its own, so that they never make a phrase.
    """
    found = [(term, parts) for term, parts in map(terms_of, WORD.findall(text)) if term]
    running = " ".join(term for term, _parts in found)
    parts = [part for _term, parts in found for part in parts]
    return f" {GAP} ".join([running, *parts]) if parts else running


def plain_words(text: str) -> str:
    """Return the words of a text unstemmed, and the compound parts in them, for prefixes."""
    running = [folded for word, _start, _end in words(text) if (folded := fold(word))]
    return " ".join([*running, *(part for word in running for part in parts_of(word))])


def _stem(folded: str) -> str:
    if folded in lists.protected():
        return folded
    override = lists.stemmer_overrides().get(folded)
    if override is not None:
        return override
    with _stemmer_lock:
        stem: str = _stemmer.stemWord(folded)
    return stem or folded
