"""What only shows when all of our own content is loaded. That takes long, so once for all."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.demo.loader import DemoSummary, load_demo
from cms.models import Kind, KnowledgePage
from cms.moderation.privacy import open_findings
from cms.reference.terms import Summary
from search.demo.loader import Changes, load_best_bets
from search.models import BestBet
from tests.relevance.evaluation import BASELINE, average_ndcg, evaluate, searches, zero_hits
from tests.relevance.judged import HALVES, bars, judged

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[DemoSummary]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demo()
        transaction.set_rollback(True)


def test_it_is_complete(loaded: DemoSummary) -> None:
    assert loaded.changes.created >= 24
    kinds = Counter(KnowledgePage.objects.live().values_list("kind", flat=True))
    assert set(kinds) == set(Kind.values)
    assert min(kinds.values()) >= 6
    labels = set(KnowledgePage.objects.values_list("label", flat=True))
    assert labels == {"clear", "green", "amber", "amber-strict"}
    assert not KnowledgePage.objects.filter(is_example=False).exists()


def test_a_second_run_writes_nothing() -> None:
    with CaptureQueriesContext(connection) as queries:
        second = load_demo()
    assert (second.changes, second.left_alone) == (Summary(), [])
    verbs = {query["sql"].split()[0] for query in queries}
    assert verbs <= {"SELECT", "SAVEPOINT", "RELEASE"}


def test_the_privacy_check_finds_nothing() -> None:
    found = {page.slug: open_findings(page.specific) for page in KnowledgePage.objects.all()}
    assert len(found) >= 82
    assert {slug: lines for slug, lines in found.items() if lines} == {}


def test_our_best_bets_fit() -> None:
    assert load_best_bets() == Changes(created=6)
    assert not BestBet.objects.filter(item__live=False).exists()
    assert BestBet.objects.exclude(item__label="clear").count() == 1


def test_every_engine_reaches_the_bars_and_is_far_ahead_of_plain_words(engine: str) -> None:
    found = searches()
    for half in HALVES:
        queries = judged(half)
        baseline = average_ndcg(evaluate(found[BASELINE], queries))
        outcomes = evaluate(found[engine], queries)
        assert average_ndcg(outcomes) >= bars()["ndcg_at_10"][half], half
        assert zero_hits(outcomes) <= bars()["zero_hits"][half], half
        assert average_ndcg(outcomes) > baseline + 0.1, half
