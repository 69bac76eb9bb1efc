"""The bars of bars.yaml hold on every engine, and the judged queries are what they should be."""

from collections import Counter

import pytest

from cms.demo.files import OWN_CONTENT
from tests.relevance.judged import CLASSES, HALVES, judged
from tests.relevance.metrics import ndcg, reciprocal_rank


def test_each_half_judges_every_class_alike() -> None:
    for half in HALVES:
        kinds = Counter(query.kind for query in judged(half))
        assert set(kinds) == set(CLASSES)
        assert min(kinds.values()) >= 8
    assert sum(len(judged(half)) for half in HALVES) >= 120


def test_no_query_stands_in_both_halves_or_twice() -> None:
    texts = [query.text.casefold() for half in HALVES for query in judged(half)]
    assert len(set(texts)) == len(texts)


def test_grades_are_of_items_that_exist_and_say_why() -> None:
    slugs = {path.stem for path in OWN_CONTENT.glob("*/*.yaml")}
    for half in HALVES:
        for query in judged(half):
            assert query.grades.keys() <= slugs, query.id
            assert set(query.grades.values()) <= {1, 2, 3}, query.id
            assert 3 in query.grades.values(), query.id
            assert query.why, query.id


def test_the_measures_are_those_of_the_literature() -> None:
    """Worked out by hand: gains 7, 3, 0 at discounts 1, log2(3), 2."""
    grades = {"a": 3, "b": 2}
    assert ndcg(["a", "b", "c"], grades) == 1
    assert ndcg(["b", "a"], grades) == pytest.approx((3 + 7 / 1.58496) / (7 + 3 / 1.58496), 1e-5)
    assert ndcg(["c"] * 10 + ["a"], grades) == 0
    assert ndcg([], grades) == 0
    assert reciprocal_rank(["c", "b"], grades) == 0.5
    assert reciprocal_rank(["c"], {"c": 1}) == 0
