"""Measures of one ranked list, each from 0 (bad) to 1."""

from collections.abc import Mapping, Sequence
from math import log2

DEPTH = 10  # hits that somebody looks at


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return nDCG at 10, with gain 2^grade - 1 (Burges and others, 2005)."""
    ideal = _dcg(sorted(grades.values(), reverse=True))
    return _dcg([grades.get(slug, 0) for slug in ranked]) / ideal if ideal else 0.0


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return one divided by the place of the first item of grade 2 or 3 among ten, else 0."""
    useful = (place for place, slug in enumerate(ranked[:DEPTH], 1) if grades.get(slug, 0) > 1)
    return 1 / next(useful, float("inf"))


def _dcg(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades[:DEPTH], 1))
