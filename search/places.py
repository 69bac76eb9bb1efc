"""A municipality among the typed words: who types "Venlo" means a town of that size, over there.

A name counts as a place when it is that of exactly one municipality, and of no province or RIEC
region: those stand in the documents themselves. A name that is an ordinary word too (Best, Buren)
counts after the word "gemeente" only. Between quotes a name is a word like any other.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Lower

from cms.models import Municipality, Province, RiecRegion
from search.analysis import lists
from search.analysis.words import words
from search.facets import unpack
from search.query import MAX_CHARACTERS, MAX_WORDS

MOST_WORDS = 5  # in a name: Capelle aan den IJssel has four, and "gemeente" before it
# What people say for what CBS calls otherwise.
SAID = {
    "beek": "beek (l.)",
    "den bosch": "'s-hertogenbosch",
    "friese meren": "de fryske marren",
    "hengelo": "hengelo (o.)",
    "laren": "laren (nh.)",
    "middelburg": "middelburg (z.)",
    "rijswijk": "rijswijk (zh.)",
    "stein": "stein (l.)",
}
_BEFORE = "gemeente "
_QUOTE = re.compile('["“”„]')
_QUOTED = re.compile('["“”„][^"“”„]*["“”„]')


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, with slugs of what the table knows of it."""

    name: str
    size: str
    region: str
    province: str

    def fits(self, packed: str) -> bool:
        """Tell whether a document is from this region, or from none and for this size or any."""
        values = unpack(packed)
        regions, provinces = values["region"], values["province"]
        is_near = self.region in regions or self.province in provinces
        is_for_all = not (regions or provinces)
        return is_near or (is_for_all and (not values["size"] or self.size in values["size"]))

    def closeness(self, packed: str) -> float:
        """Return 0 to 2: one for its own region or province, the rest for its size among few."""
        values = unpack(packed)
        is_near = self.region in values["region"] or self.province in values["province"]
        return is_near + (1 / len(values["size"]) if self.size in values["size"] else 0)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place, the text without its name, and the text in which its name is just a word."""

    place: Place
    rest: str
    as_word: str


def names_in(text: str) -> list[str]:
    """Return what in a text may be the name of a municipality, in lower case."""
    return list({name: None for span, _start, _end in _spans(text) if (name := _name(span))})


def named(names: Sequence[str]) -> QuerySet[Municipality]:
    """Return the municipalities with such a name: `key` is the name, and `packed_facts`."""
    municipalities = Municipality.objects.current().with_packed_facts().annotate(key=Lower("name"))
    return (
        municipalities.filter(key__in=names)
        .exclude(name__in=Province.objects.values("name"))
        .exclude(name__in=RiecRegion.objects.values("name"))
        .order_by()
    )


def find(text: str, places: Mapping[str, Place]) -> Mention | None:
    """Return the place that is named in a text, the longest name first."""
    spans = sorted(_spans(text), key=lambda span: len(span[0]), reverse=True)
    for span, start, end in spans if places else ():
        place = places.get(_name(span) or "")
        if place is not None:
            before, name, after = text[:start], text[start:end], text[end:]
            again = find(
                f"{before} {after}", {key: place for key in places if places[key] == place}
            )
            rest = f"{before} {after}" if again is None else again.rest
            loose = len(_QUOTE.findall(text)) % 2
            parts = (_QUOTE.sub(" ", part) if loose else part for part in (before, after))
            return Mention(place, rest, f'"{name}"'.join(parts))
    return None


def _name(span: str) -> str | None:
    """Return what the table may call this; None for an ordinary word without "gemeente"."""
    name = span.removeprefix(_BEFORE)
    if name == span and name in lists.ordinary_places():
        return None
    return SAID.get(name, name)


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what stands between two word bounds, in lower case, with its place in the text."""
    blank = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text[:MAX_CHARACTERS])
    bounds = [(start, end) for _word, start, end in words(blank)][:MAX_WORDS]
    for first, (start, _end) in enumerate(bounds):
        # An apostrophe before the first letter belongs to the name: 's-Hertogenbosch.
        begin = start - 1 if start and blank[start - 1] in "'’" else start
        for _start, end in bounds[first : first + MOST_WORDS]:
            span = blank[begin:end].lower().replace("’", "'")
            if span.isprintable():
                yield span, begin, end
