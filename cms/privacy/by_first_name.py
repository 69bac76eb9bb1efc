"""Full names wherever they stand: with a usual first name, or with initials.

"Ik sprak met Jan de Vries", "het stuk lag bij P.C. Mol".
"""

import re
from collections.abc import Iterator

from cms.privacy.first_names import FIRST_NAMES
from cms.privacy.name_rules import is_full, name_in
from cms.privacy.name_tokens import tokens
from cms.privacy.ordinary import is_ordinary
from cms.privacy.titles import is_function, is_honorific

FIRST = re.compile(
    r"(?P<first>[^\W\d_a-zß-öø-ÿ](?<![\w'@/.&-].)[^\W\d_]{1,14})(?:-[^\W\d_][^\W\d_]{1,14})?"
    r"(?= [^\W\d_])"
)
# What is named after somebody: "de Jan Luykenstraat", "de Anne Frank School".
PLACE = re.compile(
    r"(?:straat|laan|weg|plein|park|brug|kade|singel|dreef|steeg|zaal|school|gracht|buurt|wijk|hof"
    r"|kazerne|prijs|plantsoen|pad|college|huis|hal|stichting|fonds|lezing|bos|haven|dijk)\Z"
)
NEXT_WORD = re.compile(r" ([^\W\d_a-zß-öø-ÿ][\w'-]{1,30})")
WORD_BEFORE = re.compile(r"([^\W\d_a-zß-öø-ÿ][\w'.-]{0,30}) \Z")
SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?:;\n(\"'>]|[-*•|]) *\Z")
LOOK_BACK = 40
INITIALS = re.compile(
    r"[A-Z](?<![\w.'-].)\.(?:(?: ?[A-Z]\.){1,4}(?= ?[^\W\d_])"
    r"|(?= (?:van|de|den|der|ter|ten|el|al|'t) ))"
)
NO_INITIALS = frozenset("B.V. N.V. V.S. E.U. P.S. O.M. N.B. Z.M. H.K.H. U.S.".split())

Span = tuple[int, int]


def by_first_name(text: str) -> Iterator[Span]:
    """Give full names that begin with a first name of the list."""
    for match in FIRST.finditer(text):
        if match["first"] not in FIRST_NAMES:
            continue
        span = name_in(tokens(text, match.start()), certain=False)
        if (
            span
            and is_full(text, span)
            and not PLACE.search(text[span[0] : span[1]])
            and not _goes_on(text, span[1])
            and not _is_within(text, span[0])
        ):
            yield span


def by_initials(text: str) -> Iterator[Span]:
    """Give names with two initials, or with one and a small word: "P.C. Mol", "A. de Wit"."""
    for match in INITIALS.finditer(text):
        span = name_in(tokens(text, match.start()), certain=False)
        row = [each for each in tokens(text, match.start()) if span and each.end <= span[1]]
        if span and any(each.proper for each in row) and match[0] not in NO_INITIALS:
            yield span


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a body follows that is named after somebody."""
    following = NEXT_WORD.match(text, end)
    return following is not None and PLACE.search(following[1].lower()) is not None


def _is_within(text: str, start: int) -> bool:
    """Tell whether a word with a capital right before makes it the name of something else."""
    window = text[max(0, start - LOOK_BACK) : start]
    before = WORD_BEFORE.search(window)
    if before is None or is_function(before[1]) or is_honorific(before[1]):
        return False
    begins = SENTENCE_BEGINS.search(window[: before.start()])
    return not begins or is_ordinary(before[1])
