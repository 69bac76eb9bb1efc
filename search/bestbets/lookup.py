"""Which items are pinned to a question, for its reader."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from cms.access import Reader
from cms.models import KnowledgePage
from cms.reading.statements import rows
from search.bestbets.models import BestBet
from search.bestbets.words import key_of
from search.contract import Pinned, SearchQuery
from search.engines.tally import tally
from search.models import SearchDocument

MOST = 3

_Bet = tuple[Pinned, str]  # and the facets of its item


def pinned_for(query: SearchQuery, meant: str) -> tuple[Pinned, ...]:
    """Return at most three pinned items that this reader may read and no filter excludes.

    What was typed counts; if nothing is pinned to that, what was probably `meant`. On the first
    page only. Costs one query, and none where no word asks anything.
    """
    keys = list(filter(None, map(key_of, (query.text, meant)))) if query.page == 1 else []
    if not keys:
        return ()
    # Who may read what changes with the day: each day has a statement of its own.
    bets = rows(_bets, keys, Reader(query.reader.tokens), timezone.localdate())
    by_key: dict[str, list[_Bet]] = {}
    for key, page_id, note, facets in bets:
        by_key.setdefault(key, []).append((Pinned(page_id, note), facets))
    return _fitting(next((by_key[key] for key in keys if key in by_key), []), query.filters)


def _bets(
    keys: Sequence[str], reader: Reader, day: datetime.date
) -> "QuerySet[BestBet, tuple[Any, ...]]":
    documents = SearchDocument.objects.filter(page_id=OuterRef("item_id"), is_live=True)
    return (
        BestBet.objects.running(day)
        .filter(phrases__key__in=keys)
        .filter(item__in=KnowledgePage.objects.readable_by(reader))
        .annotate(facets=Subquery(documents.values("facets")))
        .filter(facets__isnull=False)
        .order_by("pk")
        .values_list("phrases__key", "item_id", "note", "facets")
    )


def _fitting(bets: list[_Bet], filters: Mapping[str, tuple[str, ...]]) -> tuple[Pinned, ...]:
    """Return the first three that no filter excludes, each item once.

    Two bets on one item can come to the same key when the word lists change.
    """
    once: dict[int, _Bet] = {}
    for bet in bets:
        once.setdefault(bet[0].page_id, bet)
    candidates = list(once.values())
    hits = tally([facets for _pinned, facets in candidates], filters).hits
    return tuple(candidates[number][0] for number in hits[:MOST])
