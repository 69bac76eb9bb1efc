"""Which items are pinned to a question, for its reader."""

from django.db.models import OuterRef, Subquery

from cms.models import KnowledgePage
from search.bestbets.models import BestBet
from search.bestbets.words import key_of
from search.contract import Pinned, SearchQuery
from search.engines.tally import tally
from search.models import SearchDocument

MOST = 3


def pinned_for(query: SearchQuery) -> tuple[Pinned, ...]:
    """Return at most three pinned items that this reader may read and no filter excludes.

    On the first page only. Costs one query, and none where no word asks anything.
    """
    key = key_of(query.text) if query.page == 1 else ""
    if not key:
        return ()
    documents = SearchDocument.objects.filter(page_id=OuterRef("item_id"), is_live=True)
    bets = (
        BestBet.objects.running()
        .filter(phrases__key=key, item__in=KnowledgePage.objects.readable_by(query.reader))
        .annotate(facets=Subquery(documents.values("facets")))
        .filter(facets__isnull=False)
        .order_by("pk")
    )
    # Two bets on one item can come to the same key when the word lists change: the first counts.
    found: dict[int, tuple[Pinned, str]] = {}
    for page_id, note, facets in bets.values_list("item_id", "note", "facets"):
        found.setdefault(page_id, (Pinned(page_id, note), facets))
    rows = list(found.values())
    fitting = tally([facets for _pinned, facets in rows], query.filters).hits
    return tuple(rows[number][0] for number in fitting[:MOST])
