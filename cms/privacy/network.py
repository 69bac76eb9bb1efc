"""IPv4 and IPv6 addresses, decided by `ipaddress`; numbers of versions and articles are none."""

import re
from collections.abc import Iterator
from ipaddress import ip_address

from cms.privacy.findings import Finding, Kind

IPV4 = re.compile(r"[0-9](?<![\w.:-].)[0-9]{0,2}\.(?:[0-9]{1,3}\.){2}[0-9]{1,3}(?![\w-]|\.[0-9])")
IPV6 = re.compile(r"(?<![\w:.])(?=[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:)[0-9A-Fa-f:.]{3,45}+(?![\w])")
IPV6_HINT = re.compile(r":[0-9A-Fa-f]{0,4}:")
LOOK_BACK = 40
IP_WORD = re.compile(
    r"\b(?:ipv?[46]?|ip-?adres\w*|server\w*|router|host|vanaf|login|inlog\w*)\b", re.I
)
OTHER_WORD = re.compile(
    r"\b(?:versies?|v|release|build|update|firmware|artikel(?:en)?|art|paragraaf|hoofdstuk|bijlage"
    r"|figuur|tabel|punt|lid|onderdeel)\b[. :]{0,2}(?:[\d.]+(?:,| en| of| tot) )*\Z",
    re.I,
)
# Four numbers that all stay under this read like a version, unless something says "IP".
VERSION_LIKE = 32


def find_ip_addresses(text: str) -> Iterator[Finding]:
    """Find addresses of one machine; not this machine (127.0.0.1), nor any (0.0.0.0)."""
    for match in IPV4.finditer(text):
        if _is_address(match[0]) and not _is_version(text, match):
            yield Finding(Kind.IP, *match.span())
    for match in IPV6.finditer(text) if IPV6_HINT.search(text) else ():
        address = match[0].rstrip(".")
        if address.endswith(":") and not address.endswith("::"):
            address = address[:-1]
        if any(map(str.isdigit, address)) and _is_address(address):
            yield Finding(Kind.IP, match.start(), match.start() + len(address))


def _is_address(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return not (address.is_loopback or address.is_unspecified or address.is_multicast)


def _is_version(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - LOOK_BACK) : match.start()]
    if OTHER_WORD.search(before):
        return True
    small = all(int(part) < VERSION_LIKE for part in match[0].split("."))
    return small and not IP_WORD.search(before)
