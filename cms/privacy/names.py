"""Names of people: after a title or function, before one, after a label, by a usual first name.

"Burgemeester Van der Berg", "dhr. J.P. Jansen", "Jan de Vries, wethouder van ..."; not "wethouder
Financiën", "burgemeester van Amsterdam" or "burgemeester en wethouders". A surname by itself is not
found; one in small letters only where `small_names` says so.
"""

import re
from collections.abc import Iterator

from cms.privacy.after_functions import after_titles
from cms.privacy.by_first_name import by_first_name, by_initials
from cms.privacy.findings import Finding, Kind
from cms.privacy.name_rules import is_first_name, is_full, name_in, without_opening
from cms.privacy.name_tokens import Token, tokens
from cms.privacy.ordinary import PARTIES
from cms.privacy.small_names import in_small_letters
from cms.privacy.titles import (
    AGE,
    BY,
    COLON,
    DONE_BY,
    FUNCTION_AFTER,
    GOODBYE,
    GREETING,
    LABELS,
    LAST_WORD,
    LONGEST_LABEL,
    SAYING,
    is_function,
)

IN_A_LIST = re.compile(r"(?: \([^()\n]{1,40}\))?(?:,? en |, |; | & )")
MOST_IN_A_LIST = 40
REACH = 80
NAME_BEFORE = re.compile(r"(?:^|(?<=[\s(]))(?:[A-Z]\.|[^\W\d_])[\w'.-]*(?: [\w'.-]+){0,6}\Z")

Span = tuple[int, int]


def find_names(text: str) -> Iterator[Finding]:
    """Find the names that a title, a function, a party, a greeting or a first name gives away."""
    for search in (
        after_titles,
        _after_sayings,
        _after_labels,
        _before_functions,
        by_first_name,
        by_initials,
        in_small_letters,
    ):
        for start, end in search(text):
            yield Finding(Kind.NAME, start, end)


def _after_sayings(text: str) -> Iterator[Span]:
    for said in SAYING.finditer(text):
        if span := name_in(tokens(text, said.end()), certain=False):
            yield span
    for said in GREETING.finditer(text):
        first = name_in(tokens(text, said.end()), certain=False)
        both = first and text.startswith(" en ", first[1])
        second = name_in(tokens(text, first[1] + 4), certain=False) if first and both else None
        for span in (first, second):
            last = second or first
            if span and last and text.startswith(",", last[1]):
                yield span
    for pattern in (AGE, GOODBYE, BY):
        for said in pattern.finditer(text):
            if pattern is BY and _word_before(text, said.start()) not in DONE_BY:
                continue
            span = name_in(tokens(text, said.end()), certain=False)
            if span and is_full(text, span):
                yield span


def _after_labels(text: str) -> Iterator[Span]:
    """Give the full names in a list of people, up to what is no name."""
    for colon in COLON.finditer(text):
        if _word_before(text, colon.start()) not in LABELS:
            continue
        place = colon.end()
        for _count in range(MOST_IN_A_LIST):
            span = name_in(tokens(text, place), certain=False)
            if span is None or not is_full(text, span):
                break
            yield span
            another = IN_A_LIST.match(text, span[1])
            if another is None:
                break
            place = another.end()


def _word_before(text: str, end: int) -> str:
    word = LAST_WORD.search(text, max(0, end - LONGEST_LABEL), end)
    return word[0].lower() if word else ""


def _before_functions(text: str) -> Iterator[Span]:
    for after in FUNCTION_AFTER.finditer(text):
        party = after["word"].lower() in PARTIES and after[0].startswith(" (")
        if party or is_function(after["word"]):
            span = _name_before(text, after.start())
            known = span and is_first_name(text[slice(*span)])
            if span and (party or known or is_full(text, span)):
                yield span


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
