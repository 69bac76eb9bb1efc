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
BEFORE_CODE = re.compile(rf"[ ,\n]{{1,3}}{POSTCODE}")
CODE_FIRST = re.compile(rf"(?<![\w.,-]){POSTCODE}[ ,-]{{1,3}}{NUMBER_WORD}{NUMBER}")
NUMBER_FIRST = re.compile(rf"(?<![\w.,/-]){NUMBER}[ ,\n]{{1,3}}{POSTCODE}")
BOX = re.compile(r"(?:postbus|antwoordnummer) *\Z", re.IGNORECASE)
LOOK_BACK = 20

STREET = re.compile(
    rf"(?<![\w'-])(?P<word>[^\W\d_][\w'-]{{2,40}}+\.?)(?: (?:Noord|Oost|Zuid|West))?,? "
    rf"{NUMBER_WORD}{NUMBER}"
)
STREET_OF = re.compile(
    r"(?<!\w)(?:Laan|Weg|Plein|Hof|Straat|Kade|Park|Boulevard|Allee|Pad|Steeg|Gracht|Plantsoen|Burg)"
    r"(?: (?:van|der|den|de|het|'t|naar|in|op|ter|ten|tot|bij)){1,3}(?: [A-Z][\w'-]{1,30}+){1,3}"
    rf",? {NUMBER_WORD}{NUMBER}"
)


def find_addresses(text: str) -> Iterator[Finding]:
    """Find postcodes with a house number and streets with one, up to and with the postcode."""
    for match in CODE_FIRST.finditer(text):
        yield Finding(Kind.POSTCODE, *match.span())
    for match in NUMBER_FIRST.finditer(text):
        if not BOX.search(text[max(0, match.start() - LOOK_BACK) : match.start()]):
            yield Finding(Kind.POSTCODE, *match.span())
    for match in STREET.finditer(text):
        start = whole_name(text, match.start())
        if is_street(text, start, *match.span("word")):
            yield Finding(Kind.ADDRESS, start, _with_postcode(text, match.end()))
    for match in STREET_OF.finditer(text):
        yield Finding(Kind.ADDRESS, match.start(), _with_postcode(text, match.end()))


def _with_postcode(text: str, end: int) -> int:
    code = BEFORE_CODE.match(text, end)
    return code.end() if code else end
