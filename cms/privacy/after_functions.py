"""Names after a title or function, with what people write between the two.

"Wethouder (Financiën) Jan Bos", "griffier a.i. Van Dam", "raadslid voor Lokaal Belang Ton Pot",
"hoofd handhaving Piet Kuiper", "de wethouder, Lisa Vermeer, ...".
"""

import re
from collections.abc import Callable, Iterator

from cms.privacy.functions import FAMILY, FAMILY_IN_PLURAL, SOMEBODY
from cms.privacy.name_rules import is_first_name, is_full, name_in, skip_portfolio
from cms.privacy.name_tokens import INFIXES, tokens
from cms.privacy.ordinary import is_ordinary
from cms.privacy.places import is_place
from cms.privacy.titles import (
    FOR_A_WHILE,
    IN_BRACKETS,
    LONGER_FUNCTIONS,
    OF_FAMILY,
    OF_MUNICIPALITY,
    OF_SOMETHING,
    OF_WHAT,
    is_function,
    is_honorific,
    is_plural,
    needs_full_name,
)

# A word that a name, or the rest of a longer function, may follow.
WORD = re.compile(
    r"(?<![\w'-])[^\W\d_][\w'-]{0,41}+\.?+(?=(?:[ \n]|[,:] | \()"
    rf"(?:[^\W\d_a-zß-öø-ÿ]|'|(?:{'|'.join(INFIXES)}|generaal|voor|namens|bij|in|uit|op)[ \n]"
    r"|a\.i\.|ai |ad int|b\.d\.|wnd|plv|i\.o\.|[mv]/[mv]))"
)
CONJUNCTION = re.compile(r", | en | & ")
APPOSITION_END = re.compile(r"[,.;:)!?]|\Z")
# The words before a portfolio in small letters: "adviseur openbare orde en veiligheid Jan Bos".
WORDS_BEFORE = re.compile(r"(?:^|(?<=[\s(/-]))[\w'-]{1,30}(?: [\w'-]{1,30}){0,6} \Z")
BODIES_WITH_NAMES = frozenset("gemeente provincie stad stichting vereniging waterschap".split())
JOINING = frozenset("en van de het & der".split())
STREET = re.compile(
    r"(?:straat|laan|plein|park|brug|kade|singel|dreef|steeg|zaal|school|gracht|buurt|wijk|kazerne"
    r"|prijs|plantsoen|tunnel|haven|bos|huis)\Z"
)
SURELY_STREET = re.compile(r"\w{3}(?:plein|kade|gracht|plantsoen|straat|kazerne)\Z")
SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?:;\n(\"'>]|[-*•|]) *\Z")
MOST_NAMES = 10
LOOK_BACK, LOOK_BACK_FOR_WORDS = 24, 90

Span = tuple[int, int]
_After = Callable[[str, re.Match[str]], Iterator[Span]]


def after_titles(text: str) -> Iterator[Span]:
    """Give the names that follow a title, a function or a word of family."""
    known: dict[str, _After | None] = {}  # the same words come often
    for word in WORD.finditer(text):
        title = word[0]
        if title not in known:
            known[title] = _reader_of(title)
        read = known[title]
        if read is not None:
            yield from read(text, word)


def _reader_of(title: str) -> _After | None:
    """Return how to read on after a word, if names may follow it."""
    if is_honorific(title):
        return _after_honorific
    if is_function(title):
        return _after_any_function
    if title in FAMILY | SOMEBODY:
        return _after_family
    return _after_portfolio if title.islower() and is_ordinary(title) else None


def _after_honorific(text: str, word: re.Match[str]) -> Iterator[Span]:
    if text[word.end() : word.end() + 1] in {" ", "\n"}:
        names = _names(text, word.end() + 1, certain=True, plural=is_plural(word[0]))
        yield from _not_streets(text, word, names)


def _after_any_function(text: str, word: re.Match[str]) -> Iterator[Span]:
    yield from _not_streets(text, word, _after_function(text, word.end(), word[0]))


def _after_family(text: str, word: re.Match[str]) -> Iterator[Span]:
    if word[0] in SOMEBODY and text.startswith(", ", word.end()):
        yield from _apposition(text, word.end() + 2)
    elif OF_FAMILY.search(text[max(0, word.start() - LOOK_BACK) : word.start()]):
        place = word.end() + (1 if text[word.end()] == " " else 2)
        yield from _names(text, place, certain=False, plural=word[0] in FAMILY_IN_PLURAL)


def _after_portfolio(text: str, word: re.Match[str]) -> Iterator[Span]:
    if text[word.end() + 1].isupper() and _is_portfolio(text, word):
        yield from _full(text, word.end() + 1)


def _after_function(text: str, place: int, title: str) -> Iterator[Span]:
    """Give names right after a function, and full names after more than that."""
    longer = LONGER_FUNCTIONS.match(text, place)
    place = longer.end() if longer else place
    a_while = FOR_A_WHILE.match(text, place)
    place = a_while.end() if a_while else place
    something = OF_SOMETHING.match(text, place)
    apposition = something.end() if something else place + 2
    if something or text.startswith((" (", ", ", ": "), place):
        between = list(_apposition(text, apposition))
        yield from between
        if between:
            return
    brackets, of_what = IN_BRACKETS.match(text, place), OF_WHAT.match(text, place)
    municipality = OF_MUNICIPALITY.match(text, place)
    if brackets:
        yield from _full(text, brackets.end() + 1)
    elif municipality:
        yield from _full(text, municipality.end())
    elif of_what and (after := skip_portfolio(text, of_what.end())) > of_what.end():
        yield from _full(text, after)
    elif text.startswith(" ", place) and needs_full_name(title):
        yield from _full(text, skip_portfolio(text, place + 1))
    elif text.startswith(" ", place):
        yield from _names(text, place + 1, certain=False, plural=is_plural(title))


def _apposition(text: str, place: int) -> Iterator[Span]:
    """Give the full name here, if nothing of the sentence is joined to it."""
    span = name_in(tokens(text, place), certain=False)
    sure = span and (
        is_full(text, span) or text.startswith("Van ", span[0]) or is_first_name(text[slice(*span)])
    )
    if span and sure and APPOSITION_END.match(text, span[1]):
        yield span


def _full(text: str, place: int) -> Iterator[Span]:
    span = name_in(tokens(text, place), certain=False)
    if span and is_full(text, span):
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


def _is_portfolio(text: str, word: re.Match[str]) -> bool:
    """Tell whether this word ends a portfolio in small letters, after a function."""
    if word[0] in BODIES_WITH_NAMES:
        return False
    before = WORDS_BEFORE.search(text, max(0, word.start() - LOOK_BACK_FOR_WORDS), word.start())
    for each in reversed(before[0].split() if before else []):
        if is_function(each):
            return True
        if each not in JOINING and not is_ordinary(each):
            return False
    return False


def _not_streets(text: str, word: re.Match[str], spans: Iterator[Span]) -> Iterator[Span]:
    """Leave out "de Burgemeester Kopstraat": a capital within a sentence, and a street."""
    before = text[max(0, word.start() - 3) : word.start()]
    begins = not word[0][0].isupper() or SENTENCE_BEGINS.search(before)
    for start, end in spans:
        if not (STREET if not begins else SURELY_STREET).search(text[start:end]):
            yield start, end
