"""The home page: what there is, by topic, size and province, dossiers, and what is new."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.cards import build_cards
from cms.reading.charts import chart
from cms.reading.counts import counts_of
from cms.reading.dossiers import dossiers
from cms.reading.paging import readable_items
from cms.reading.terms import fact_rows, shown_terms
from cms.reading.topics import topic_pages

NEWEST = 6
SEARCHES = (_("filing a police report"), _("home security scan"), _("doxing"), _("council meeting"))


def home_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return counts and cards, all for this reader."""
    items, rows = readable_items(request), fact_rows()
    counts = counts_of(items, "kind", "topic", "size", "province", rows=rows)
    newest = list(items.newest()[:NEWEST])
    by_topic = {tally.slug: tally.count for tally in counts["topic"]}
    return {
        "searches": SEARCHES,
        "topics": [
            {"page": topic, "count": by_topic.get(topic.topic.slug, 0)} for topic in topic_pages()
        ],
        "total": sum(tally.count for tally in counts["kind"]),
        "dossiers": dossiers(items),
        "newest": build_cards(newest, shown_terms(newest, rows)),
        "provinces": chart("province", counts["province"]),
        "sizes": chart("size", counts["size"]),
    }
