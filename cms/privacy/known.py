"""Personal data of somebody who is known: each part of a name, and an address."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from cms.privacy.findings import Finding, Kind
from cms.privacy.name_tokens import INFIXES
from cms.privacy.ordinary import FIRST_WORDS

SHORTEST = 3  # letters; shorter parts are in any text
LETTERS = re.compile(r"[^\W\d_]+")
# Names that are words too: those count with a capital only.
ALSO_WORDS = frozenset(
    """arts baan bakker bank beek beer ben berg blom boer bol bom boom bos brand broek brood bruin
    buis dam dijk doorn draaijer duin ende floor fort geel goede goud graaf groen groot haag haan
    hand hart heer heide heuvel hof hoek hond hout huis jager jong kamp kant kat keizer kerk klein
    koch kok koning koper kort krant kroon kuiper laan lang leeuw lot mark meer meester mei molen
    mooi mulder naam nagel nacht oud paard plant pot prins raad recht rijk ring roos schaap schipper
    slot smid smit stad star steen stoel storm sterk straat tak timmer tuin vaart veen veld ver vis
    visser vlag vos vries wacht water weg wel werf werk wijs wil wind winter wit wolf zand zee zomer
    zon zwart""".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """Whose name and address are looked for."""

    name: str
    address: str


def find_person(text: str, person: Person) -> Iterator[Finding]:
    """Find the address, and whole words that are a part of the name; of a row of them, the row."""
    folded, parts = _folded(text), _parts(person.name)
    if person.address:
        for place in re.finditer(rf"(?<!\w){re.escape(person.address.casefold())}(?!\w)", folded):
            yield Finding(Kind.EMAIL, *place.span())
    if not parts:
        return
    start, end = 0, -1
    for word in LETTERS.finditer(folded):
        if _is_part(word[0], text[word.start()], parts):
            gap = folded[end : word.start()] if end >= 0 else ""
            joined = end >= 0 and (gap.isspace() or set(gap.split()) <= INFIXES)
            if not joined and end >= 0:
                yield Finding(Kind.NAME, start, end)
            start, end = (start if joined else word.start()), word.end()
    if end >= 0:
        yield Finding(Kind.NAME, start, end)


def _is_part(word: str, first: str, parts: frozenset[str]) -> bool:
    part = next((each for each in (word, word.removesuffix("s")) if each in parts), None)
    return part is not None and (part not in ALSO_WORDS or first.isupper())


def _parts(name: str) -> frozenset[str]:
    words = LETTERS.findall(_folded(name))
    return frozenset(
        word for word in words if len(word) >= SHORTEST and word not in INFIXES | FIRST_WORDS
    )


def _folded(text: str) -> str:
    """Return the text in small letters without marks, every character at its place."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    letter = unicodedata.normalize("NFD", character)[0].lower()
    return letter if len(letter) == 1 else character
