"""Topics: what there is to read on each, grouped by kind, and from which towns."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Prefetch, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.http import urlencode

from cms.cards import Card, build_cards
from cms.reading.charts import chart
from cms.reading.counts import counts_of
from cms.reading.kinds import PLURALS, SEE_ALL
from cms.reading.paging import readable_items
from cms.reading.terms import fact_rows, shown_terms

MOST_OF_A_KIND = 3
CASES = "praktijkvoorbeeld"


@dataclass(frozen=True, slots=True)
class Group:
    """The newest items of one kind; `more` names the link to all, empty when all stand here."""

    kind: str
    title: str
    cards: list[Card]
    query: str
    more: str


def topic_index_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Every main topic with a count, and its sub-topics in use."""
    items = readable_items(request)
    tallies = counts_of(items, "topic")["topic"]
    counts = {tally.slug: tally.count for tally in tallies}
    topics = topic_pages().prefetch_related(Prefetch("topic__children", _topics_in_use(items)))
    return {
        "topics": [{"page": topic, "count": counts.get(topic.topic.slug, 0)} for topic in topics]
    }


def topic_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Items on a topic or its sub-topics by kind, and the towns that told of it by size."""
    items, rows, slug = readable_items(request), fact_rows(), page.topic.slug
    links = items.model.topics.through.objects.filter(
        Q(topic=page.topic_id) | Q(topic__parent=page.topic_id)
    )
    on_topic = items.filter(pk__in=links.values("knowledgepage"))
    sizes = counts_of(on_topic.filter(kind=CASES), "size", rows=rows)["size"]
    newest = _newest_of_each_kind(on_topic)
    return {
        "query": urlencode({"onderwerp": slug}),
        "total": sum({item.kind: item.total for item in newest}.values()),
        "groups": _groups(newest, slug, shown_terms(newest, rows)),
        "children": list(_topics_in_use(items).filter(parent=page.topic_id)),
        "sizes": chart("size", sizes, soort=CASES, onderwerp=slug),
    }


def topic_pages() -> Any:
    """Published pages of main topics, in the order of the topics."""
    pages = apps.get_model("cms", "TopicPage").objects.live().select_related("topic")
    return pages.order_by("topic__order")


def _newest_of_each_kind(items: Any) -> list[Any]:
    """Return the first items of each kind with the `total` of that kind, in one query."""
    newest = [F("published_on").desc(), F("pk").desc()]
    ranked = items.annotate(
        place=Window(RowNumber(), partition_by="kind", order_by=newest),
        total=Window(Count("pk"), partition_by="kind"),
    )
    return list(ranked.filter(place__lte=MOST_OF_A_KIND).order_by("kind", "place"))


def _groups(items: list[Any], slug: str, terms: Any) -> list[Group]:
    of_kind: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        of_kind[item.kind].append(item)
    return [
        Group(
            kind=kind,
            title=str(title),
            cards=build_cards(of_kind[kind], terms),
            query=urlencode({"soort": kind, "onderwerp": slug}),
            more=_more(kind, of_kind[kind]),
        )
        for kind, title in PLURALS.items()
        if of_kind[kind]
    ]


def _more(kind: str, items: list[Any]) -> str:
    total = items[0].total
    if total == len(items):
        return ""
    return str(SEE_ALL[kind]) % {"count": number_format(total, force_grouping=True)}


def _topics_in_use(items: Any) -> Any:
    """Topics of these items with a count: a link to an empty list helps nobody."""
    in_use = Count("items", filter=Q(items__in=items.order_by().values("pk")), distinct=True)
    return apps.get_model("cms", "Topic").objects.annotate(count=in_use).filter(count__gt=0)
