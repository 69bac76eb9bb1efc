"""Addresses: a postcode with a house number, and a street with a house number.

A postcode alone, a street alone and a post office box are of no one person and are left alone.
"""

import re
from collections.abc import Iterator

from cms.privacy.dates import MONTHS
from cms.privacy.findings import Finding, Kind
from cms.privacy.streets import is_street, whole_name

# A year is no house number, nor is a number of something: 12 km, 14 agenten, 12 maart.
COUNTED = (
    r"%|euro|km|kilometer|meter|m2|hectare|jaar|maanden|weken|dagen|uur|uren|minuten"
    r"|keer|maal|procent|graden|agenten|bewoners|boa's|deelnemers|gezinnen|huizen|kinderen|kramen"
    r"|marktkramen|meldingen|mensen|mannen|vrouwen|panden|personen|plekken|woningen|winkels|auto's"
)
NUMBER = (
    rf"(?!(?:19|20)[0-9]{{2}}\b)(?![0-9]+ (?:{MONTHS}|(?:{COUNTED})(?!\w)))"
    r"[1-9][0-9]{0,4}(?:[ -]?(?:bis|hs|rood|zwart)|[a-zA-Z]|[ -][A-Z]|-[A-Za-z0-9]{1,4}"
    r"|/[0-9]{1,4})?(?:-[0-9]{1,4})?(?![\w%])(?![.,:][0-9])"
)
NUMBER_WORD = r"(?:(?:[Hh]uis)?(?:[Nn]ummer|[Nn]r\.?):? ?)?"
# No postcode has SA, SD or SS (PostNL); in small letters only glued, else "2024 en 12" is one.
POSTCODE = r"[1-9][0-9]{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})(?![\w])"
CODE = re.compile(POSTCODE)
# All of it glued together; a year and letters are the number of some paper.
GLUED = re.compile(
    r"(?!20[0-3][0-9])[1-9][0-9]{3}(?!SA|SD|SS)[A-Z]{2}[1-9][0-9]{0,3}[a-zA-Z]?(?:-[0-9]{1,4})?"
    r"(?![\w]|-\w)"
)
CODE_START = re.compile(r"[1-9](?<![\w.,-].)(?=[0-9]{3}(?: ?[A-Z]{2}|[a-z]{2}))")
AFTER_CODE = re.compile(rf"[ ,-]{{1,3}}{NUMBER_WORD}{NUMBER}")
BEFORE_CODE = re.compile(rf"(?<![\w.,/-]){NUMBER}[ ,\n]{{1,3}}\Z")
THEN_CODE = re.compile(rf"[ ,\n]{{1,3}}{POSTCODE}")
BOX = re.compile(r"(?:postbus|antwoordnummer) *\Z", re.IGNORECASE)
LOOK_BACK, LOOK_BACK_FOR_BOX = 14, 20

HOUSE_START = re.compile(r"[1-9](?<![\w.,/-].)")
HOUSE = re.compile(NUMBER)
STREET_BEFORE = re.compile(
    rf"(?<![\w'-])(?P<word>[^\W\d_][\w'-]{{2,40}}+\.?)(?: (?:Noord|Oost|Zuid|West))?,? "
    rf"{NUMBER_WORD}\Z"
)
LOOK_BACK_FOR_STREET = 64
STREET_OF = re.compile(
    r"(?:Laan|Weg|Plein|Hof|Straat|Kade|Park|Boulevard|Allee|Pad|Steeg|Gracht|Plantsoen|Burg)"
    r"(?: (?:van|der|den|de|het|'t|naar|in|op|ter|ten|tot|bij)){1,3}(?: [A-Z][\w'-]{1,30}+){1,3}"
    rf",? {NUMBER_WORD}{NUMBER}"
)


def find_addresses(text: str) -> Iterator[Finding]:
    """Find postcodes with a house number and streets with one, up to and with the postcode."""
    for start, end in _postcodes(text):
        yield Finding(Kind.POSTCODE, start, end)
    for start, end in _streets(text):
        code = THEN_CODE.match(text, end)
        yield Finding(Kind.ADDRESS, start, code.end() if code else end)


def _postcodes(text: str) -> Iterator[tuple[int, int]]:
    for start in CODE_START.finditer(text):
        if glued := GLUED.match(text, start.start()):
            yield glued.span()
        code = CODE.match(text, start.start())
        if code is None:
            continue
        if after := AFTER_CODE.match(text, code.end()):
            yield code.start(), after.end()
        window = max(0, code.start() - LOOK_BACK)
        if before := BEFORE_CODE.search(text, window, code.start()):
            place = before.start()
            if not BOX.search(text[max(0, place - LOOK_BACK_FOR_BOX) : place]):
                yield place, code.end()


def _streets(text: str) -> Iterator[tuple[int, int]]:
    for begin in HOUSE_START.finditer(text):
        number = HOUSE.match(text, begin.start())
        window = max(0, begin.start() - LOOK_BACK_FOR_STREET)
        word = STREET_BEFORE.search(text, window, begin.start()) if number else None
        if number and word:
            start = whole_name(text, word.start())
            if is_street(text, start, *word.span("word")):
                yield start, number.end()
    for match in STREET_OF.finditer(text):
        if not text[max(0, match.start() - 1) : match.start()].isalnum():
            yield match.span()
