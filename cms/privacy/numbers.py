"""Numbers with a check: BSN (11-test) and IBAN (mod 97), both decided by python-stdnum."""

import re
from collections.abc import Iterator
from functools import cache

from stdnum import iban, numdb
from stdnum.nl import bsn

from cms.privacy.findings import Finding, Kind

# Digits in groups; one separator, or the end of a line, between two groups.
RUN = re.compile(r"[0-9]++(?:(?:[ .-]|[ .-]?\n ?)[0-9]++)*+")
GROUP = re.compile(r"[0-9]+")
BSN_WORD = re.compile(r"(?:bsn|burgerservice|sofi|persoons)(?:-?nummer|-?nr\.?)?[ :-]{0,3}\Z", re.I)
# What makes of a number something else: an amount, a part of a longer code, or the number of an
# organisation (an RSIN passes the same test).
NOT_BEFORE = re.compile(
    r"[A-Za-z0-9_][-/_.,]?\Z|€ ?\Z|\beuro? ?\Z"
    r"|\b(?:rsin|kvk|btw|fiscaal|ordernummer|artikelnummer)\b[^0-9]{0,12}\Z",
    re.I,
)
NOT_AFTER = re.compile(
    r"[A-Za-z0-9_]|[,/][0-9]|-[A-Za-z0-9]| ?(?:euro|eur|miljoen|miljard|%)\b", re.I
)
LOOK_BACK = 30
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
MONTH, DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12][0-9]|3[01])"
DAY_IN_EIGHT = re.compile(rf"{YEAR.pattern}{MONTH}{DAY}|{DAY}{MONTH}{YEAR.pattern}")
BSN_LENGTHS = (8, 9)
DASHED_SHAPES = ((4, 2, 3), (3, 3, 3))
MOST_GROUPS = 4

IBAN_REGISTRY = numdb.get("iban")
IBAN_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2} ?[0-9]{2}(?=[ .\n-]{0,2}[A-Za-z0-9])")
IBAN_GAP = r"(?:[ .-]?\n ?|[ .-])?"

Spans = Iterator[tuple[int, int]]


def find_bsns(text: str) -> Iterator[Finding]:
    """Find 8 or 9 digits that pass the 11-test, also with dots, spaces or a line end in them."""
    for run in RUN.finditer(text):
        for start, end in _bsn_spans(run):
            digits = "".join(GROUP.findall(text, start, end))
            if bsn.is_valid(digits) and _stands_alone(text, start, end):
                yield Finding(Kind.BSN, start, end)


def _bsn_spans(run: re.Match[str]) -> Spans:
    """Give the whole run if it has the length; else each line of it, else each group."""
    if _may_be_bsn(run[0]):
        yield run.span()
        return
    start = run.start()
    for line in run[0].splitlines(keepends=True):
        digits = line.strip(" .-\n")
        first = start + line.index(digits)
        if _may_be_bsn(digits):
            yield first, first + len(digits)
        else:
            for group in GROUP.finditer(run.string, start, start + len(line)):
                if len(group[0]) in BSN_LENGTHS and "-" not in digits:
                    yield group.span()
        start += len(line)


def _may_be_bsn(digits: str) -> bool:
    """Tell whether a number of this shape may be a BSN: not a date, not a row of numbers."""
    if len(digits) > max(BSN_LENGTHS) * 4:
        return False
    groups = GROUP.findall(digits)
    shape = tuple(map(len, groups))
    if sum(shape) not in BSN_LENGTHS:
        return False
    if "-" in digits:
        return shape in DASHED_SHAPES
    if len(groups) == 1 or "\n" in digits:
        return True
    if max(shape) == 1:
        return True
    years = [group for group in groups if YEAR.fullmatch(group)]
    return len(groups) <= MOST_GROUPS and min(shape) > 1 and (not years or shape == (4, 2, 3))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start]
    if BSN_WORD.search(before):
        return True
    if NOT_BEFORE.search(before) or NOT_AFTER.match(text, end):
        return False
    return not DAY_IN_EIGHT.fullmatch(text, start, end)


def find_ibans(text: str) -> Iterator[Finding]:
    """Find account numbers of any country, also in groups or small letters."""
    for head in IBAN_START.finditer(text):
        rest = _after_check_digits(head[0][:2].upper()).match(text, head.end())
        if rest and iban.is_valid((head[0] + rest[0]).replace("\n", "")):
            yield Finding(Kind.IBAN, head.start(), rest.end())


@cache
def _after_check_digits(country: str) -> re.Pattern[str]:
    """Return what follows the check digits in a country; nothing where no IBAN is in use."""
    _code, known = IBAN_REGISTRY.info(country)[0]
    length = sum(map(int, GROUP.findall(known.get("bban", ""))))
    return re.compile(
        rf"(?:{IBAN_GAP}[A-Za-z0-9]){{{length}}}(?![A-Za-z0-9])" if length else "(?!)"
    )
