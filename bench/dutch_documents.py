"""Generated Dutch documents for measurements: always the same, word frequencies as in real text.

The vocabulary is put together from everyday words and from compounds, as Dutch does; the n-th word
is used about 1/n as often as the first (Zipf). The text means nothing.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SEED = 20261124
MEDIAN_LENGTH = 5.3  # natural logarithm of the number of words: about 200

WORDS = Path(__file__).with_name("words_nl.txt")
COMPOUNDS = 16_000
COMPOUND_SHARE = 0.55
PUBLIC_SHARE = 0.85

KINDS = ("praktijkvoorbeeld", "les", "draaiboek", "handreiking")


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """Slugs to choose facet values from; `topics` maps a sub-topic to its main topic."""

    topics: dict[str, str]
    sizes: list[str]
    roles: list[str]
    phases: list[str]
    regions: list[str]
    provinces: list[str]
    organisations: list[str]


@dataclass(frozen=True, slots=True)
class Generated:
    """A document: text, the values of nine facets, and whether everybody may read it."""

    title: str
    summary: str
    body: str
    facets: dict[str, tuple[str, ...]]
    is_public: bool
    published_on: date

    @property
    def words(self) -> set[str]:
        """The words of the running text."""
        return set(self.body.split())


def word_lists() -> list[list[str]]:
    """Return function words, plain words, and the second halves of compounds."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    return [part.split() for part in text.split("\n\n")]


def vocabulary() -> list[str]:
    """Return about 14,000 words, the most used first."""
    chance = random.Random(SEED)  # noqa: S311 - the same documents every time
    function_words, plain, second_halves = word_lists()
    compounds = [
        head + link + tail
        for head, tail in itertools.product(plain, second_halves)
        for link in ("", "s")
        if head != tail and chance.random() < COMPOUND_SHARE
    ]
    chance.shuffle(compounds)
    chance.shuffle(plain)
    return [*function_words, *plain, *compounds[:COMPOUNDS]]


def documents(count: int, known: Vocabularies) -> Iterator[Generated]:
    """Yield documents; the n-th is the same whatever the count."""
    chance = random.Random(SEED)  # noqa: S311 - the same documents every time
    words = vocabulary()
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def text(length: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=length))

    for _number in range(count):
        length = max(40, int(chance.lognormvariate(MEDIAN_LENGTH, 0.5)))
        published_on = date(2026, 11, 1) - timedelta(days=chance.randrange(365 * 9))
        yield Generated(
            title=text(7),
            summary=text(25),
            body=text(length),
            facets=_facets(chance, known, published_on),
            is_public=chance.random() < PUBLIC_SHARE,
            published_on=published_on,
        )


def _facets(
    chance: random.Random, known: Vocabularies, published_on: date
) -> dict[str, tuple[str, ...]]:
    topics = chance.sample(sorted(known.topics), chance.randint(1, 4))
    return {
        "kind": (chance.choice(KINDS),),
        "topic": tuple({*topics, *(known.topics[topic] for topic in topics)}),
        "size": tuple(chance.sample(known.sizes, chance.randint(1, 2))),
        "role": tuple(chance.sample(known.roles, chance.randint(1, 3))),
        "phase": tuple(chance.sample(known.phases, chance.randint(1, 2))),
        "region": (chance.choice(known.regions),),
        "province": (chance.choice(known.provinces),),
        "organisation": (chance.choice(known.organisations),),
        "year": (str(published_on.year),),
    }
