"""Names of people: after a title or function, or before one.

"Burgemeester Van der Berg", "dhr. J.P. Jansen", "Jan de Vries, wethouder van ..."; not "wethouder
Financiën", "burgemeester van Amsterdam" or "burgemeester en wethouders". A name by itself and a
name in small letters are not found.
"""

import re
from collections.abc import Iterator

from cms.privacy.findings import Finding, Kind
from cms.privacy.name_rules import is_full, name_in, skip_portfolio, without_opening
from cms.privacy.name_tokens import INFIXES, Token, tokens
from cms.privacy.ordinary import PARTIES
from cms.privacy.places import is_place
from cms.privacy.titles import (
    AGE,
    FUNCTION_AFTER,
    GREETING,
    LONGER_FUNCTIONS,
    OF_SOMETHING,
    SAYING,
    is_function,
    is_honorific,
    is_plural,
)

# A word that a name, or the rest of a longer function, may follow.
WORD = re.compile(
    r"(?<![\w'-])[^\W\d_](?:[\w'-]{0,40}\w)?\.?(?=(?:[ \n]|[,:] | \()"
    rf"(?:[^\W\d_a-zß-öø-ÿ]|'|(?:{'|'.join(INFIXES)}|generaal)[ \n]))"
)
CONJUNCTION = re.compile(r", | en | & ")
APPOSITION_END = re.compile(r"[,.;:)!?]|\Z")
MOST_NAMES = 10
REACH = 80
NAME_BEFORE = re.compile(r"(?:^|(?<=[\s(]))(?:[A-Z]\.|[^\W\d_])[\w'.-]*(?: [\w'.-]+){0,6}\Z")

Span = tuple[int, int]


def find_names(text: str) -> Iterator[Finding]:
    """Find the names that a title, a function, a party or a greeting gives away."""
    for search in (_after_titles, _after_sayings, _before_functions):
        for start, end in search(text):
            yield Finding(Kind.NAME, start, end)


def _after_titles(text: str) -> Iterator[Span]:
    for word in WORD.finditer(text):
        title = word[0]
        if is_honorific(title):
            if text[word.end() : word.end() + 1] in {" ", "\n"}:
                plural = is_plural(title)
                yield from _names(text, word.end() + 1, certain=True, plural=plural)
        elif is_function(title):
            longer = LONGER_FUNCTIONS.match(text, word.end())
            yield from _after_function(text, longer.end() if longer else word.end(), title)


def _after_function(text: str, place: int, title: str) -> Iterator[Span]:
    """Give names right after a function, and a full name after its comma, colon or bracket."""
    something = OF_SOMETHING.match(text, place)
    apposition = something.end() if something else place + 2
    if something or text.startswith((" (", ", ", ": "), place):
        span = name_in(tokens(text, apposition), certain=False)
        sure = span and (is_full(text, span) or text.startswith("Van ", span[0]))
        if span and sure and APPOSITION_END.match(text, span[1]):
            yield span
    elif text.startswith(" ", place):
        yield from _names(text, place + 1, certain=False, plural=is_plural(title))


def _after_sayings(text: str) -> Iterator[Span]:
    for said in SAYING.finditer(text):
        if span := name_in(tokens(text, said.end()), certain=False):
            yield span
    for said in GREETING.finditer(text):
        span = name_in(tokens(text, said.end()), certain=False)
        if span and text.startswith(",", span[1]):
            yield span
    for said in AGE.finditer(text):
        span = name_in(tokens(text, said.end()), certain=False)
        if span and is_full(text, span):
            yield span


def _before_functions(text: str) -> Iterator[Span]:
    for after in FUNCTION_AFTER.finditer(text):
        party = after["word"].lower() in PARTIES and after[0].startswith(" (")
        if party or is_function(after["word"]):
            span = _name_before(text, after.start())
            if span and (party or is_full(text, span)):
                yield span


def _names(text: str, place: int, certain: bool, plural: bool) -> Iterator[Span]:
    """Give the name at a place; of a plural also those after "," and "en"."""
    if not certain and is_place(text, place):
        return
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
    """Return the name that ends here, without the words with a capital that open a sentence."""
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
    return span if span and span[1] == end else None
