"""From typed text to what must match: only our own terms leave this module."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import lists
from search.analysis.dutch import is_stopword, terms_of
from search.analysis.words import fold, words
from search.synonyms import Synonyms, Terms, reviewed

MAX_CHARACTERS = 500
MAX_WORDS = 32
FEW = 5  # documents with all words: with fewer, those with some of them come after

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


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: groups of which a document should match all, and `exact` that it must match.

    Engines give what matches all groups if that are at least `FEW` documents; else whatever
    matches any, so that one word too many never hides the answer.
    """

    groups: tuple["Node", ...]
    exact: tuple[Phrase, ...] = ()


Node = Phrase | AnyOf | AllOf


@dataclass(frozen=True, slots=True)
class _Word:
    term: str
    asks_nothing: bool
    folded: str


def parse(text: str, synonyms: Synonyms | None = None) -> Asked | None:
    """Return what a document should match, or None if no word was typed.

    Each word is a group with its synonyms; "between quotes" is a phrase as typed, and required.
    Stop words are dropped, unless there is nothing else. At most 500 characters and 32 words count.
    Without `synonyms` those of the reviewed file count, and none of editors.
    """
    synonyms = synonyms or reviewed()
    groups: list[Node] = []
    exact: list[Phrase] = []
    typed: list[_Word] = []
    for quoted, piece in _pieces(text[:MAX_CHARACTERS]):
        found = list(_words(piece))[: MAX_WORDS - len(typed)]
        typed += found
        if quoted and found:
            exact.append(Phrase(tuple(word.term for word in found)))
            groups.append(exact[-1])
        else:
            groups += _groups(found, synonyms)
    if not groups:
        groups = [Phrase((word.term,)) for word in typed]
    return Asked(tuple(dict.fromkeys(groups)), tuple(exact)) if groups else None


def asks_something(text: str) -> bool:
    """Tell whether there is a word that is no stop word."""
    return any(not word.asks_nothing for word in _words(text[:MAX_CHARACTERS]))


def sounds_urgent(text: str) -> bool:
    """Tell whether somebody who types this may be in danger now."""
    urgent = {terms_of(word)[0] for word in lists.urgent()}
    return any(terms_of(word)[0] in urgent for word, _start, _end in words(text[:MAX_CHARACTERS]))


def phrases(node: Node | Asked) -> Iterator[Terms]:
    """Yield every phrase that can make a document match, for highlighting."""
    if isinstance(node, Phrase):
        yield node.terms
        return
    for child in node.options if isinstance(node, AnyOf) else node.groups:
        yield from phrases(child)


def as_typed(node: Node) -> Node:
    """Return what was typed itself, without synonyms: a document that says just that is nearer."""
    if isinstance(node, AnyOf):
        return as_typed(node.options[0])
    if isinstance(node, AllOf):
        return AllOf(tuple(map(as_typed, node.groups)))
    return node


def _pieces(text: str) -> list[tuple[bool, str]]:
    pieces = _QUOTES.split(text)
    last = len(pieces) - 1  # an opening quote that is never closed means nothing
    return [(number % 2 == 1 and number < last, piece) for number, piece in enumerate(pieces)]


def _words(text: str) -> Iterator[_Word]:
    for word, _start, _end in words(text):
        term, _parts = terms_of(word)
        if term:
            yield _Word(term, is_stopword(word), fold(word))


def _groups(typed: list[_Word], synonyms: Synonyms) -> Iterator[Node]:
    terms = [word.term for word in typed]
    place = 0
    while place < len(typed):
        length, others = synonyms.longest_match(terms, place)
        if length > 1:
            yield _expression(typed[place : place + length], others, synonyms)
        elif length:
            yield _any(Phrase((terms[place],)), others + _joined(typed, place))
        elif not typed[place].asks_nothing:
            yield _any(Phrase((terms[place],)), _joined(typed, place))
        place += length or 1


def _joined(typed: list[_Word], place: int) -> list[Terms]:
    """Return the compounds that a word makes with its neighbours: "drugs afval", drugsafval."""
    pairs = [typed[first : first + 2] for first in (place - 1, place) if first >= 0]
    return [
        (terms_of(first.folded + link + second.folded)[0],)
        for first, second in (pair for pair in pairs if len(pair) > 1)
        if not (first.asks_nothing or second.asks_nothing)
        for link in ("", "s")
    ]


def _expression(typed: list[_Word], others: list[Terms], synonyms: Synonyms) -> Node:
    """A known expression: its words wherever they stand, or a synonym as a phrase."""
    literal = [
        _any(Phrase((word.term,)), synonyms.alternatives(word.term))
        for word in typed
        if not word.asks_nothing
    ]
    return _any(AllOf(tuple(literal)) if literal else Phrase(tuple(w.term for w in typed)), others)


def _any(first: Node, others: list[Terms]) -> Node:
    options = dict.fromkeys([first, *map(Phrase, others)])
    return AnyOf(tuple(options)) if len(options) > 1 else first
