"""Names typed in small letters, or all in capitals: after a title or function, if frequent.

"burgemeester jansen", "wethouder p. de vries", "mevrouw bakker"; not "agent bakker": an ordinary
word is a name only after "mevrouw" and the like.
"""

import re
from collections.abc import Iterator

from cms.privacy import common_surnames as surnames
from cms.privacy.first_names import FIRST_NAMES
from cms.privacy.places import is_place
from cms.privacy.titles import LONGER_FUNCTIONS, is_function, is_honorific

NAMES_AFTER = {
    "": surnames.ALONE,
    "de ": surnames.AFTER_DE,
    "van ": surnames.AFTER_VAN,
    "van de ": surnames.AFTER_VAN_DE,
    **dict.fromkeys(("van den ", "van der "), surnames.AFTER_VAN_DER),
    **dict.fromkeys(("ten ", "ter "), surnames.AFTER_TEN_OR_TER),
    "el ": surnames.AFTER_EL,
}
ORDINARY_AFTER = {
    "": surnames.ORDINARY_ALONE,
    "de ": surnames.ORDINARY_AFTER_DE,
    "van ": surnames.ORDINARY_AFTER_VAN,
}
LAST_WORDS = frozenset().union(*NAMES_AFTER.values(), *ORDINARY_AFTER.values())
FIRST_IN_SMALL = frozenset(name.lower() for name in FIRST_NAMES)

WORDS = re.compile(r"[^\W\d_]{2,}")
# A double name: "jansen-de vries".
REST = re.compile(r"(?:-(?:(?:van|de|den|der|el) )*[^\W\d_]{3,})?(?![\w-])")
TITLE = r"(?<![\w'.-])(?P<title>[^\W\d_][\w'-]{1,41}\.?) (?:a\.i\. )?"
INFIX = r"(?P<infix>van (?:de[nr]? )?|de |te[nr] |el |)"
BEFORE = tuple(
    re.compile(rf"{TITLE}(?P<name>{first}{INFIX})\Z", re.IGNORECASE)
    for first in ("", r"(?!a\.i\.)(?:[^\W\d_]\. ?){1,4}", r"(?P<first>[^\W\d_]{2,15}) ")
)
REACH = 90

Span = tuple[int, int]


def in_small_letters(text: str) -> Iterator[Span]:
    """Give the frequent surnames, written without a capital, that follow a title or function."""
    lower = text.lower()
    for word in LAST_WORDS.intersection(WORDS.findall(lower)):
        place = lower.find(" " + word) + 1
        while place:
            rest = REST.match(lower, place + len(word))
            written = text[place : place + len(word)]
            if rest and (written[0].islower() or written.isupper()):
                start = _start(text, place, word)
                if start is not None:
                    yield start, rest.end()
            place = lower.find(" " + word, place) + 1


def _start(text: str, place: int, word: str) -> int | None:
    """Return where the name begins that ends in this surname, or nothing if it is none here."""
    window = LONGER_FUNCTIONS.sub("", text[max(0, place - REACH) : place])
    for pattern in BEFORE:
        before = pattern.search(window)
        if before is None:
            continue
        first = before.groupdict().get("first")
        if first and first.lower() not in FIRST_IN_SMALL:
            continue
        start = place - len(before["name"])
        if _follows(before["title"], before["infix"].lower(), word, text, start):
            return start
    return None


def _follows(title: str, infix: str, word: str, text: str, start: int) -> bool:
    """Tell whether this surname follows this title: after a function no place, no ordinary word."""
    if is_honorific(title):
        return word in NAMES_AFTER[infix] or word in ORDINARY_AFTER.get(infix, ())
    return word in NAMES_AFTER[infix] and is_function(title) and not is_place(text, start)
