"""From typed text to what must match: only our own terms leave this module."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis.dutch import is_stopword, terms_of
from search.analysis.words import words
from search.synonyms import Synonyms, Terms, reviewed

MAX_CHARACTERS = 500
MAX_WORDS = 32

_QUOTES = re.compile('["“”„]')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that stand next to each other; often just one."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these."""

    options: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these."""

    groups: tuple["Node", ...]


Node = Phrase | AnyOf | AllOf


@dataclass(frozen=True, slots=True)
class _Word:
    term: str
    asks_nothing: bool


def parse(text: str, synonyms: Synonyms | None = None) -> AllOf | None:
    """Return the groups that a document must match, or None if no word was typed.

    Words are all required, each in any of its synonyms; "between quotes" is a phrase as typed.
    Stop words are dropped, unless there is nothing else. At most 500 characters and 32 words count.
    """
    synonyms = synonyms or reviewed()
    groups: list[Node] = []
    typed: list[_Word] = []
    for quoted, piece in _pieces(text[:MAX_CHARACTERS]):
        found = list(_words(piece))[: MAX_WORDS - len(typed)]
        typed += found
        if quoted and found:
            groups.append(Phrase(tuple(word.term for word in found)))
        else:
            groups += _groups(found, synonyms)
    if not groups:
        groups = [Phrase((word.term,)) for word in typed]
    return AllOf(tuple(dict.fromkeys(groups))) if groups else None


def phrases(node: Node) -> Iterator[Terms]:
    """Yield every phrase that can make a document match, for highlighting."""
    if isinstance(node, Phrase):
        yield node.terms
        return
    for child in node.options if isinstance(node, AnyOf) else node.groups:
        yield from phrases(child)


def literal(node: Node) -> Iterator[Phrase]:
    """Yield what was typed itself, without synonyms: a document that says just that is nearer."""
    if isinstance(node, Phrase):
        yield node
        return
    for child in node.options[:1] if isinstance(node, AnyOf) else node.groups:
        yield from literal(child)


def _pieces(text: str) -> list[tuple[bool, str]]:
    pieces = _QUOTES.split(text)
    last = len(pieces) - 1  # an opening quote that is never closed means nothing
    return [(number % 2 == 1 and number < last, piece) for number, piece in enumerate(pieces)]


def _words(text: str) -> Iterator[_Word]:
    for word, _start, _end in words(text):
        term, _parts = terms_of(word)
        if term:
            yield _Word(term, is_stopword(word))


def _groups(typed: list[_Word], synonyms: Synonyms) -> Iterator[Node]:
    terms = [word.term for word in typed]
    place = 0
    while place < len(typed):
        length, others = synonyms.longest_match(terms, place)
        if length:
            yield _expression(typed[place : place + length], others, synonyms)
        elif not typed[place].asks_nothing:
            yield Phrase((terms[place],))
        place += length or 1


def _expression(typed: list[_Word], others: list[Terms], synonyms: Synonyms) -> Node:
    """A known expression: its words wherever they stand, or a synonym as a phrase."""
    if len(typed) == 1:
        return _any(Phrase((typed[0].term,)), others)
    literal = [
        _any(Phrase((word.term,)), synonyms.alternatives(word.term))
        for word in typed
        if not word.asks_nothing
    ]
    return _any(AllOf(tuple(literal)) if literal else Phrase(tuple(w.term for w in typed)), others)


def _any(first: Node, others: list[Terms]) -> Node:
    options = dict.fromkeys([first, *map(Phrase, others)])
    return AnyOf(tuple(options)) if len(options) > 1 else first
