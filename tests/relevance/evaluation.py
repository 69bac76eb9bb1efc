"""Runs the judged queries through the one door of the search and says how good the answers are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from cms.access import COMMUNITY, PUBLIC, Reader
from cms.models import KnowledgePage, Organisation
from search.contract import SearchQuery
from search.front import engines
from search.search import search
from tests.relevance.baseline import plain_search
from tests.relevance.judged import CLASSES, HALVES, Judged, judged
from tests.relevance.metrics import DEPTH, ndcg, reciprocal_rank

WORST = 10
BASELINE = "plain words"

Search = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A judged query, the slugs that came first, and how good that is."""

    query: Judged
    ranked: tuple[str, ...]
    ndcg: float
    reciprocal_rank: float


def everything() -> Reader:
    """Return somebody who may read all: labels are tested elsewhere, here every item counts."""
    organisations = Organisation.objects.values_list("pk", flat=True)
    return Reader(frozenset({PUBLIC, COMMUNITY, *(f"org:{pk}" for pk in organisations)}))


def searches() -> dict[str, Search]:
    """Return each engine and the baseline as a search that gives page ids."""
    reader = everything()

    def through(engine: str) -> Search:
        return lambda text: search(SearchQuery(reader=reader, text=text), engine=engine).page_ids

    return {**{engine: through(engine) for engine in engines()}, BASELINE: plain_search()}


def evaluate(find: Search, queries: Iterable[Judged]) -> list[Outcome]:
    """Ask each query and compare what comes first with its grades."""
    slugs = dict(KnowledgePage.objects.values_list("pk", "slug"))
    outcomes = []
    for query in queries:
        ranked = tuple(slugs[pk] for pk in find(query.text)[:DEPTH])
        score = ndcg(ranked, query.grades)
        outcomes.append(Outcome(query, ranked, score, reciprocal_rank(ranked, query.grades)))
    return outcomes


def average_ndcg(outcomes: Iterable[Outcome]) -> float:
    return mean(outcome.ndcg for outcome in outcomes)


def zero_hits(outcomes: Iterable[Outcome]) -> float:
    """Return the share of queries that find nothing at all."""
    return mean(not outcome.ranked for outcome in outcomes)


def report() -> Iterable[str]:
    """Yield the lines of the report: a table for each half, and the worst of the tuning half."""
    found = searches()
    for half in HALVES:
        queries = judged(half)
        outcomes = {name: evaluate(find, queries) for name, find in found.items()}
        yield from _table(half, outcomes)
    for name in engines():
        yield f"\nThe {WORST} worst of the tuning half, {name}"
        worst = sorted(evaluate(found[name], judged(HALVES[0])), key=lambda each: each.ndcg)
        for each in worst[:WORST]:
            yield f"  {each.ndcg:.2f}  {each.query.id}  {each.query.text}"


def _table(half: str, outcomes: dict[str, list[Outcome]]) -> Iterable[str]:
    count = len(next(iter(outcomes.values())))
    yield f"\n{half}: {count} queries" + " " * 14 + "  ".join(f"{name:>22}" for name in outcomes)
    yield f"{'':30}" + "  ".join(["  nDCG@10  MRR  no hits"] * len(outcomes))
    for kind in (*CLASSES, ""):
        cells = []
        for results in outcomes.values():
            chosen = [each for each in results if each.query.kind == kind or not kind]
            rank = mean(each.reciprocal_rank for each in chosen)
            cells.append(f"{average_ndcg(chosen):9.3f} {rank:5.2f} {zero_hits(chosen):7.1%}")
        yield f"  {kind or 'all':28}" + "  ".join(cells)
