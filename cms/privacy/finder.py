"""All detectors over one text, and what to do where they overlap."""

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from cms.privacy.accounts import find_accounts
from cms.privacy.addresses import find_addresses
from cms.privacy.births import find_birth_dates
from cms.privacy.cases import find_cases
from cms.privacy.findings import Finding, Kind
from cms.privacy.known import Person, find_person
from cms.privacy.mail import find_mail
from cms.privacy.names import find_names
from cms.privacy.network import find_ip_addresses
from cms.privacy.numbers import find_bsns, find_ibans
from cms.privacy.phones import find_phones
from cms.privacy.plain import plain
from cms.privacy.plates import find_plates

Detector = Callable[[str], Iterator[Finding]]

DETECTORS: tuple[Detector, ...] = (
    find_ibans,
    find_bsns,
    find_mail,
    find_ip_addresses,
    find_accounts,
    find_phones,
    find_cases,
    find_plates,
    find_addresses,
    find_birth_dates,
    find_names,
)
CERTAINTY = {kind: place for place, kind in enumerate(Kind)}


def find(text: str, people: Sequence[Person] = ()) -> list[Finding]:
    """Return the personal data in a plain text (no HTML), sorted by place, never overlapping.

    Where findings overlap, the longest stays; of equally long ones the most certain kind. `people`
    are found by their names and addresses, however those are written.
    """
    even = plain(text)
    found = chain(
        *(detector(even.text) for detector in DETECTORS),
        *(find_person(even.text, person) for person in people),
    )
    return without_overlap(
        Finding(each.kind, *even.original(each.start, each.end)) for each in found
    )


def without_overlap(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the longest, then the most certain, then the first; return them by place."""
    kept: list[Finding] = []
    starts: list[int] = []
    best_first = sorted(
        findings, key=lambda each: (each.start - each.end, CERTAINTY[each.kind], each.start)
    )
    for each in best_first:
        place = bisect(starts, each.start)
        free_before = place == 0 or kept[place - 1].end <= each.start
        free_after = place == len(kept) or each.end <= kept[place].start
        if free_before and free_after:
            kept.insert(place, each)
            starts.insert(place, each.start)
    return kept
