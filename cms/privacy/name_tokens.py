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
PAIRS_IN_CAPITALS = re.compile(
    r"(?:In (?:'t|het)|Op (?:de|den|'t)|Aan (?:de|den|'t)|Uit (?:de|den|'t)|Onder de|Over de|Bij de"
    r"|Voor de)(?= [A-Z])"
)
PAIRS_IN_SMALL = re.compile(r"(?:in 't|op den|op 't|aan den|aan 't|uit den|uit 't)(?= [A-Z])")
INITIALS = re.compile(r"(?:(?:[A-Z]|Th|Ch|Ph|Joh|Chr|Fr|IJ)\.[ -]?)+(?=[^\W\d_']|\Z|\W)")
CALL_NAME = re.compile(r"\([A-Z][\w'-]{1,30}\)(?= )")  # A.B. (Bas) de Groot
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
    before: Token | None = None
    for _count in range(MOST_TOKENS):
        token = _token(text, place, before)
        if token is None:
            return
        yield token
        before = token
        gap = text[token.end : token.end + 1]
        if gap == " " or (gap == "\n" and token.infix):
            place = token.end + 1
        elif token.initials:
            place = token.end
        else:
            return


def _token(text: str, place: int, before: Token | None) -> Token | None:
    pair = (PAIRS_IN_SMALL if before else PAIRS_IN_CAPITALS).match(text, place)
    if pair:
        return Token(pair[0], *pair.span(), infix=True)
    if initials := INITIALS.match(text, place):
        return Token(initials[0], place, place + len(initials[0].rstrip(" -")), initials=True)
    if before and before.initials and (called := CALL_NAME.match(text, place)):
        return Token(called[0], *called.span(), initials=True)
    word = WORD.match(text, place)
    if word and (word[0].lower() in INFIXES or word[0][0].isupper()):
        return Token(word[0], *word.span(), infix=word[0].lower() in INFIXES)
    return None
