"""The reviewed word lists of `data/`, read once."""

from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")


def lines(name: str) -> list[str]:
    """Return the lines of a list that are neither empty nor a comment."""
    content = (DATA / f"{name}_nl.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in content if line.strip() and not line.startswith("#")]


@cache
def stopwords() -> frozenset[str]:
    """Words that ask nothing when they are typed."""
    return frozenset(lines("stopwords"))


@cache
def protected() -> frozenset[str]:
    """Words that are never stemmed."""
    return frozenset(lines("protected"))


@cache
def compound_parts() -> frozenset[str]:
    """Words that are looked for inside longer words."""
    return frozenset(lines("compound_parts"))


@cache
def ordinary_places() -> frozenset[str]:
    """Names of municipalities that mean something else as often."""
    return frozenset(lines("ordinary_places"))


@cache
def urgent() -> frozenset[str]:
    """Words of who may be in danger now."""
    return frozenset(lines("urgent"))


@cache
def stemmer_overrides() -> dict[str, str]:
    """Stems that go before those of the algorithm, by folded word."""
    rules = (line.split("=>") for line in lines("stemmer_overrides"))
    return {word.strip(): stem.strip() for left, stem in rules for word in left.split(",")}
