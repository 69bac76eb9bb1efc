"""Names of people: after a title or function, or before one.

"Burgemeester Van der Berg", "dhr. J.P. Jansen", "Jan de Vries, wethouder van ..."; not "wethouder
Financiën", "burgemeester van Amsterdam" or "burgemeester en wethouders". A name by itself and a
name in small letters are not found.
"""

import re
from collections.abc import Iterator

from cms.privacy.findings import Finding, Kind
from cms.privacy.name_rules import is_full, name_in, skip_portfolio, without_opening
from cms.privacy.name_tokens import Token, tokens
from cms.privacy.ordinary import PARTIES
from cms.privacy.titles import (
    FUNCTION_AFTER,
    LONGER_FUNCTIONS,
    PLURALS,
    SAYING,
    is_function,
    is_honorific,
)

WORD = re.compile(r"(?<![\w'-])[^\W\d_](?:[\w'-]{0,40}\w)?\.?")
CONJUNCTION = re.compile(r", | en | & ")
APPOSITION_END = re.compile(r"[,.;:)!?]|\Z")
MOST_NAMES = 10
REACH = 80
NAME_BEFORE = re.compile(r"(?:^|(?<=[\s(]))(?:[A-Z]\.|[^\W\d_])[\w'.-]*(?: [\w'.-]+){1,6}\Z")

Span = tuple[int, int]


def find_names(text: str) -> Iterator[Finding]:
    """Find the names that a title, a function or a party gives away."""
    for word in WORD.finditer(text):
        for start, end in _after_title(text, word):
            yield Finding(Kind.NAME, start, end)
    for said in SAYING.finditer(text):
        if span := name_in(tokens(text, said.end()), certain=True):
            yield Finding(Kind.NAME, *span)
    for after in FUNCTION_AFTER.finditer(text):
        word_after = after["word"]
        if (is_function(word_after) or word_after.lower() in PARTIES) and (
            span := _name_before(text, after.start())
        ):
            yield Finding(Kind.NAME, *span)


def _after_title(text: str, word: re.Match[str]) -> Iterator[Span]:
    title = word[0].removesuffix(".")
    plural = title.lower().rpartition("-")[2] in PLURALS
    if is_honorific(title):
        if text[word.end() : word.end() + 1] in {" ", "\n"}:
            yield from _names(text, word.end() + 1, certain=True, plural=plural)
    elif title == word[0] and is_function(title):
        longer = LONGER_FUNCTIONS.match(text, word.end())
        place = longer.end() if longer else word.end()
        if text.startswith(" ", place):
            yield from _names(text, place + 1, certain=False, plural=plural)
        elif text.startswith(", ", place):
            span = name_in(tokens(text, place + 2), certain=False)
            if span and is_full(text, span) and APPOSITION_END.match(text, span[1]):
                yield span


def _names(text: str, place: int, certain: bool, plural: bool) -> Iterator[Span]:
    """Give the name at a place; of a plural also those after "," and "en"."""
    after_portfolio = place if certain else skip_portfolio(text, place)
    for _count in range(MOST_NAMES):
        span = name_in(tokens(text, after_portfolio), certain)
        if span is None or (after_portfolio != place and not is_full(text, span)):
            return
        yield span
        another = CONJUNCTION.match(text, span[1]) if plural else None
        if another is None:
            return
        place = after_portfolio = another.end()


def _name_before(text: str, end: int) -> Span | None:
    """Return the full name that ends here, without the words with a capital that open a sentence."""
    window = max(0, end - REACH)
    words = NAME_BEFORE.search(text[window:end])
    if words is None:
        return None
    chain: list[Token] = []
    place = window + words.start()
    while place < end:
        run = list(tokens(text, place))
        if run and run[-1].end == end:
            chain = run
            break
        following = text.find(" ", place)
        place = following + 1 if 0 <= following < end else end
    span = name_in(without_opening(chain), certain=False)
    return span if span and span[1] == end and is_full(text, span) else None
