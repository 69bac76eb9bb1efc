"""A name, word by word: initials, words with a capital, and the small words between them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Small words in surnames (tussenvoegsels), of Dutch and of what is often heard beside it.
INFIXES = frozenset(
    """van de der den ter ten te 't 's het el al ben bin ibn abu von zu du la le da das dos di del
    della""".split()
)
# Only before another small word: "In 't Veld", "Op den Kamp"; else they say where.
INFIX_PAIRS = re.compile(
    r"(?:[Ii]n (?:'t|het)|[Oo]p (?:de|den|'t)|[Aa]an (?:de|den|'t)|[Uu]it (?:de|den|'t)"
    r"|[Oo]nder de|[Oo]ver de|[Bb]ij de|[Vv]oor de)(?= [A-Z])"
)
PAIRS_IN_SMALL = re.compile(r"(?:in 't|op den|op 't|aan den|aan 't|uit den|uit 't)(?= [A-Z])")
INITIALS = re.compile(r"(?:(?:[A-Z]|Th|Ch|Ph|Joh|Chr|Fr|IJ)\.[ -]?)+(?=[^\W\d_']|\Z|\W)")
WORD = re.compile(r"'[ts](?!\w)|[^\W\d_](?:[\w'-]{0,40}\w)?(?![\w])")
MOST_TOKENS = 8


class Token(NamedTuple):
    """A part of a name; `infix` and `initials` exclude each other."""

    text: str
    start: int
    end: int
    infix: bool = False
    initials: bool = False

    @property
    def proper(self) -> bool:
        """A word with a capital that is no small word."""
        return not (self.infix or self.initials)

    @property
    def small(self) -> bool:
        return self.text[0].islower() or self.text[0] == "'"


def tokens(text: str, place: int) -> Iterator[Token]:
    """Give the parts of what may be a name from `place` on, until something else begins."""
    first = True
    for _count in range(MOST_TOKENS):
        token = _token(text, place, first)
        if token is None:
            return
        yield token
        first = False
        gap = text[token.end : token.end + 1]
        if gap == " ":
            place = token.end + 1
        elif token.initials:
            place = token.end
        elif gap == "\n" and token.infix:
            place = token.end + 1
        else:
            return


def _token(text: str, place: int, first: bool) -> Token | None:
    pairs = INFIX_PAIRS if first else PAIRS_IN_SMALL
    if (pair := pairs.match(text, place)) and not (first and pair[0][0].islower()):
        return Token(pair[0], *pair.span(), infix=True)
    if initials := INITIALS.match(text, place):
        return Token(initials[0], place, place + len(initials[0].rstrip(" -")), initials=True)
    word = WORD.match(text, place)
    if word is None:
        return None
    if word[0].lower() in INFIXES:
        return Token(word[0], *word.span(), infix=True)
    if word[0][0].isupper():
        return Token(word[0], *word.span())
    return None
