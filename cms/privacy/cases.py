"""Numbers of cases: by their own form, or by the word before them.

An ECLI is public and is no finding, nor are papers of parliament and official journals.
"""

import re
from collections.abc import Iterator

from cms.privacy.findings import Finding, Kind

FIXED_FORMS = tuple(
    re.compile(rf"{first}(?<![\w/.-].){form}(?![\w])(?![/-]\w)")
    for first, form in (
        ("P", r"L[0-9]{4}[- ]?[0-9]{10}(?:-[0-9]{1,3})?"),  # report of the police
        ("[0-9]", r"[0-9]/[0-9]{6}-[0-9]{2}"),  # public prosecutor (parketnummer)
        # A case system: Z/24/123456, Z-24-123456, Z24.123456
        ("[ZD]", r"(?:/(?:20)?[0-9]{2}/|-(?:20)?[0-9]{2}-|(?:20)?[0-9]{2}[.-])[0-9]{4,8}"),
    )
)
# In small letters. The first words need a number word after them: "melding" alone says nothing.
WITH_NUMBER_WORD = frozenset(
    """parket melding meldings aangifte registratie proces-verbaal mutatie rol rekest incident
    klacht casus sepot politie onderzoeks zaaks""".split()
)
BARE = frozenset("zaak zaken dossier dossiers pv bvh".split())
CASE_WORD = re.compile(
    r"(?P<word>zaaks|zaak|zaken|dossiers|dossier|parket|meldings|melding|aangifte|registratie"
    r"|proces-verbaal|pv|mutatie|rol|rekest|incident|klacht|casus|sepot"
    r"|bvh(?:-(?:registratie|melding|mutatie))?|politie|onderzoeks|kenmerk|referentie)"
    r"(?P<number>[- ]?(?:nummers?|nrs?\.?|no\.?|id|kenmerk)(?:\(s\))?)?"
    r"(?: (?:is|luidt|met|onder|nummer|nr\.?|de|het)){0,4}[ :.=#(]{1,4}"
)
# Also with the letters of a court: AWB 23/1234.
CODE = re.compile(
    r"(?:[A-Z]{2,4} (?=[0-9]{2}[/-]))?[A-Za-z0-9](?:[A-Za-z0-9/._-]{1,38}[A-Za-z0-9])?(?![\w])"
)
AND_ANOTHER = re.compile(r"(?:,| en| of) ")
LEAST_DIGITS, SURE_DIGITS = 5, 8
YEARS = re.compile(r"(?:19|20)[0-9]{2}[-/](?:19|20)?[0-9]{2}\Z")


def find_cases(text: str) -> Iterator[Finding]:
    """Find numbers of cases, reports and letters by which somebody can look up the file."""
    for form in FIXED_FORMS:
        for match in form.finditer(text):
            yield Finding(Kind.CASE, *match.span())
    for word in CASE_WORD.finditer(text.lower()):
        alone = word["number"] is None
        inside = text[max(0, word.start() - 1) : word.start()].isalnum()
        if inside or (alone and word["word"] in WITH_NUMBER_WORD):
            continue
        code = CODE.match(text, word.end())
        while code and _is_case(code[0], bare=alone and word["word"].partition("-")[0] in BARE):
            yield Finding(Kind.CASE, *code.span())
            another = AND_ANOTHER.match(text, code.end())
            code = CODE.match(text, another.end()) if another else None


def _is_case(code: str, bare: bool) -> bool:
    """Tell whether a code looks one up; after the bare word "zaak" no amount and no years do."""
    digits = sum(map(str.isdigit, code))
    amount = bare and digits < SURE_DIGITS and code.replace(".", "").isdigit()
    years = bare and YEARS.match(code)
    return digits >= LEAST_DIGITS and not (amount or years) and not code.upper().startswith("ECLI")
