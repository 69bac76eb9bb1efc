"""Licence plates of Dutch vehicles, side codes 1 to 14 (RDW).

Without dashes only in capitals, or right after "kenteken" in any case. Side codes 1 and 2 without
dashes look like any product code and like a postcode, and three parts with spaces between them like
anything: those need the word "kenteken" or "nummerbord" before them. Foreign plates are not found.
"""

import re
from collections.abc import Iterator

from cms.privacy.findings import Finding, Kind

SIDE_CODES = (
    *("XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9"),
    *("9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9"),
)
WITH_VOWELS = frozenset(SIDE_CODES[:3])  # until 1978
DASHLESS = {code.replace("-", ""): code for code in SIDE_CODES}
NEED_A_WORD = frozenset(SIDE_CODES[:2])
# From side code 4 on no vowels, no C and no Q; some combinations never (RDW).
LETTERS = frozenset("BDFGHJKLMNPRSTVWXYZ")
NEVER = frozenset("SS SD GVD KKK KVT LPF MRT NSB PKK PSV PVV SGP TBS VVD".split())  # MRT: March

LONGEST_PART = 3
PART = r"([A-Za-z0-9]{1,3})"
MIDDLE = re.compile(r"-[A-Za-z0-9]{1,3}(?=-)")
DASHED = re.compile(rf"(?<![\w-]){PART}-{PART}-{PART}(?![\w]|-\w)")
UNDASHED = re.compile(r"[A-Z0-9](?<![\w-].)[A-Z0-9]{5}(?![\w]|-\w)")
SPACED = re.compile(r"(?<![\w-])[A-Z0-9]{1,3}[ -][A-Z0-9]{1,3}[ -][A-Z0-9]{1,3}(?![\w]|-\w)")
PLATE_WORD = re.compile(r"(?:kenteken|nummerbord|nummerpla)", re.IGNORECASE)
REACH = 60  # characters after that word
RIGHT_AFTER = re.compile(
    r"(?:plaat|nummer|s|en)?(?:\.? ?[:=]| is| was| met| nummer| nr\.?)* ?"
    r"(?P<plate>[a-z0-9]{1,3}([ -]?)[a-z0-9]{1,3}\2[a-z0-9]{1,3})(?!\w|-\w)",
    re.IGNORECASE,
)


def find_plates(text: str) -> Iterator[Finding]:
    """Find plates by their shape, and right after "kenteken" in looser notation too."""
    for middle in MIDDLE.finditer(text):
        match = DASHED.search(text, max(0, middle.start() - LONGEST_PART), middle.end() + 6)
        if match is None:
            continue
        code = _shape(match[0])
        same_case = match[0].isupper() or match[0].islower()
        written_out = code != match[0]  # "XX-99-XX" says how a plate looks
        if code in SIDE_CODES and written_out and same_case and _issued(match[0], code):
            yield Finding(Kind.PLATE, *match.span())
    for match in UNDASHED.finditer(text):
        code = DASHLESS.get(_shape(match[0]), "")
        if code and code not in NEED_A_WORD and _issued(match[0], code):
            yield Finding(Kind.PLATE, *match.span())
    for word in PLATE_WORD.finditer(text):
        yield from _after_word(text, word.end())


def _after_word(text: str, end: int) -> Iterator[Finding]:
    close = RIGHT_AFTER.match(text, end)
    if close and _is_careless(close["plate"]):
        yield Finding(Kind.PLATE, *close.span("plate"))
    for pattern in (SPACED, UNDASHED):
        for match in pattern.finditer(text, end, end + REACH):
            shape = _shape(match[0])
            if shape != match[0] and shape.replace(" ", "-") in {*SIDE_CODES, *DASHLESS}:
                yield Finding(Kind.PLATE, *match.span())


def _is_careless(text: str) -> bool:
    """Tell whether this is a plate in any case and notation, with letters of today."""
    code = DASHLESS.get(re.sub("[ -]", "", _shape(text)), "")
    letters = {sign for sign in text.upper() if sign.isalpha()}
    return bool(code) and letters <= LETTERS and _issued(text, code)


def _shape(text: str) -> str:
    """Write X for a letter and 9 for a digit."""
    return "".join("X" if sign.isalpha() else "9" if sign.isdigit() else sign for sign in text)


def _issued(text: str, code: str) -> bool:
    """Tell whether the RDW gives out these letters on this side code."""
    groups = re.findall(r"[A-Z]+", text.upper())
    if code in WITH_VOWELS:
        return not NEVER & set(groups)
    return LETTERS.issuperset("".join(groups)) and not NEVER & set(groups)
