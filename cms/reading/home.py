"""The home page: what there is, by topic, size and province, and what is new."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cms.access import request_reader
from cms.cards import build_cards
from cms.reading.containers import topic_pages
from cms.reading.counts import Tally, counts_for
from cms.reading.terms import shown_terms

NEWEST = 6
SEARCHES = (_("filing a police report"), _("home security scan"), _("doxing"), _("council meeting"))
DARKEST = 5  # steps of the tile map: 0 is nothing, 5 the province with most items


def home_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return counts and cards, all for this reader."""
    reader = request_reader(request)
    rows = apps.get_model("cms", "Municipality").objects.fact_rows()
    counts = counts_for(reader, rows)
    newest = list(
        apps.get_model("cms", "KnowledgePage").objects.readable_by(reader).newest()[:NEWEST]
    )
    by_topic = {tally.slug: tally.count for tally in counts["topic"]}
    return {
        "searches": SEARCHES,
        "topics": [
            {"page": topic, "count": by_topic.get(topic.topic.slug, 0)} for topic in topic_pages()
        ],
        "total": sum(tally.count for tally in counts["kind"]),
        "newest": build_cards(newest, shown_terms(newest, rows)),
        "provinces": _shaded(counts["province"]),
        "sizes": _bars(counts["size"]),
    }


def _shaded(tallies: list[Tally]) -> list[dict[str, Any]]:
    most = max((tally.count for tally in tallies), default=0)
    return [
        {
            "slug": tally.slug,
            "name": tally.name,
            "count": tally.count,
            "step": -(-DARKEST * tally.count // most) if most else 0,
            "query": urlencode({"provincie": tally.slug}),
        }
        for tally in tallies
    ]


def _bars(tallies: list[Tally]) -> list[dict[str, Any]]:
    most = max((tally.count for tally in tallies), default=0)
    return [
        {
            "name": tally.name,
            "count": tally.count,
            "percent": round(100 * tally.count / most) if most else 0,
            "query": urlencode({"grootte": tally.slug}),
        }
        for tally in tallies
    ]
