"""Phone numbers: Dutch in any notation, foreign ones with their country.

Every number is found, also of a service (0800, 0900): whether it may stay is for people to say.
Short numbers are of no person and are left alone: 112, 113, 144, 116 111, 14 020.
"""

import re
from collections.abc import Iterator

from cms.privacy.findings import Finding, Kind

GAP = r"[ .\-/()\n]{0,3}"
START = re.compile(r"[(+0](?<![0-9A-Za-z+].)(?<![0-9][-./,].)")
# Area codes have two or three digits after the 0, and with the rest nine (numbering plan, ACM).
DUTCH = re.compile(
    rf"(?:\(?(?:\+ ?|00 ?)31\)?{GAP}(?:0{GAP})?|\(0\) ?|\(?0)"
    rf"(?:6(?:{GAP}[0-9]){{8}}|[1-9][0-9](?:{GAP}[0-9]){{7}}|[1-9][0-9]{{2}}(?:{GAP}[0-9]){{6}})"
    r"(?![0-9])"
)
SERVICE = re.compile(
    rf"0(?:800|900|906|909)(?:{GAP}[0-9]){{4}}(?:(?:{GAP}[0-9]){{3}})?(?![0-9]| uur)"
)
COUNTRIES = r"(?:3[2-9]|4[0-9]|90|1|212|213|297|5[0-9]{2}|35[0-9]|38[0-9]|42[01])"
FOREIGN = re.compile(
    rf"\(?(?:\+ ?[1-9]|00{COUNTRIES})(?:{GAP}[0-9]){{7,13}}(?![0-9])(?! ?(?:euro|%))"
)
# 06-01-2024 is a day, whatever number follows it.
DAY = re.compile(r"0[1-9]([-./ ])[01]?[0-9]\1(?:19|20)[0-9]{2}")


def find_phones(text: str) -> Iterator[Finding]:
    """Find fixed, mobile, service and foreign numbers."""
    for start in START.finditer(text):
        for pattern in (DUTCH, SERVICE, FOREIGN):
            match = pattern.match(text, start.start())
            if match and not DAY.match(match[0]):
                # A bracket around the whole number is no part of it.
                outside = match[0].startswith("(") and ")" not in match[0]
                yield Finding(Kind.PHONE, match.start() + outside, match.end())
