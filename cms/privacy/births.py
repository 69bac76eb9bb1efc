"""Dates of birth: a day next to a word that says so. A day by itself, or a year, is no finding."""

import re
from collections.abc import Iterator

from cms.privacy.dates import DATE, DAY_START
from cms.privacy.findings import Finding, Kind

LOOK_BACK, LOOK_AHEAD = 70, 50
CHAIN = frozenset((", ", " en ", " of ", "\n"))
# Between word and day: small words, a place, brackets; a verb ends it.
BETWEEN = (
    r"(?:[\s:,(=]|\b(?:op|is|was|te|in|de|het|dag|datum|zijn|haar|dus|aan|den|der|bij)\b|\bd\.d\."
    r"|\b(?:kind|partner|vader|moeder|zoon|dochter|aanvrager|betrokkene|cliënt|verdachte|leerling)\b"
    r"|\b(?:maan|dins|woens|donder|vrij|zater|zon)dag\b|\b[A-Z][\w'-]{0,30}|'s-[A-Z][\w-]{0,30})*+"
)
BIRTH_WORD = re.compile(
    r"(?:\b(?:[Gg]eboren|GEBOREN|[Gg]eboorte-?(?:datum|dag|data)|[Gg]eb\. ?(?:dat\.|datum|d\.)?"
    r"|(?:[Gg]eb|GEB)(?=[: ])|GEB\. ?|[Gg]ebdatum|[Vv]erjaardag|[Jj]arig|[Gg]\.d\.)"
    rf"{BETWEEN}|(?<!\S)\*|\(\* ?)\Z"
)
# Without anything between day, month and year: 03051975, 19750503, 030575.
_DAY, _MONTH, _YEAR = r"(?:0[1-9]|[12][0-9]|3[01])", r"(?:0[1-9]|1[0-2])", r"(?:19|20)[0-9]{2}"
CLOSED = re.compile(
    rf"(?:{_DAY}{_MONTH}{_YEAR}|{_YEAR}{_MONTH}{_DAY}|{_DAY}{_MONTH}[0-9]{{2}})(?!\w|[./-][0-9])"
)
BIRTH_WORD_AFTER = re.compile(
    r"(?:[\s,(]|\b(?:werd|is|was|als|hij|zij|ze|haar|zijn|te|in)\b|\b[A-Z][\w'-]{0,30})*+"
    r"\b(?:geboren|geboortedatum|geboortedag|verjaardag|jarig)\b"
)


def find_birth_dates(text: str) -> Iterator[Finding]:
    """Find days after "geboren", "geboortedatum", "jarig" and the like, or right before them."""
    last = -1
    for start in DAY_START.finditer(text):
        written = DATE.match(text, start.start())
        day = written or CLOSED.match(text, start.start())
        if day is None:
            continue
        before = text[max(0, day.start() - LOOK_BACK) : day.start()]
        after = text[day.end() : day.end() + LOOK_AHEAD]
        chained = written and last >= 0 and text[last : day.start()] in CHAIN
        if chained or BIRTH_WORD.search(before) or (written and BIRTH_WORD_AFTER.match(after)):
            last = day.end()
            yield Finding(Kind.BIRTH_DATE, *day.span())
