"""E-mail addresses, also when somebody hides them: "naam [at] domein.nl"."""

import re
from collections.abc import Iterator

from cms.privacy.findings import Finding, Kind

AT_WORD, DOT_WORD = r"(?:at|apenstaartje|apenstaart|@)", r"(?:dot|punt|\.)"
AT = rf"(?:@| ?[\[({{<] ?(?:{AT_WORD}|a) ?[\])}}>] ?| {AT_WORD} )"
DOT = rf"(?:\.| ?[\[({{<] ?{DOT_WORD} ?[\])}}>] ?| (?:dot|punt) )"
ADDRESS = re.compile(
    rf"(?<![\w.+-])[\w.+'-]{{1,64}}+(?P<at>{AT})"
    rf"(?P<domain>[\w-]{{1,63}}(?:{DOT}[\w-]{{1,63}}){{0,4}}{DOT}(?P<top>[^\W\d_]{{2,24}})(?![\w-]))",
    re.IGNORECASE,
)
HINT = re.compile(r"@|[\[({<] ?[aA]| (?:at|AT|At|apen|APEN|Apen)")
# After the bare word "at", which is also Dutch for "ate", only an ordinary domain counts.
ORDINARY_TOPS = frozenset("amsterdam be biz com de eu example frl info net nl nu org".split())


def find_mail(text: str) -> Iterator[Finding]:
    """Find addresses of people and of functions alike: info@ is often read by one person."""
    for match in ADDRESS.finditer(text) if HINT.search(text) else ():
        spoken = match["at"].strip().isalpha()
        if spoken and match["top"].lower() not in ORDINARY_TOPS:
            continue
        outside = len(match[0]) - len(match[0].lstrip(".+'-"))
        if match.start() + outside < match.start("at"):
            yield Finding(Kind.EMAIL, match.start() + outside, match.end())
