"""Pages around the items: listings by kind, topic and organisation, dossiers, plain pages."""

from typing import Any

from django.apps import apps
from django.db.models import Count, Prefetch
from django.http import HttpRequest
from django.utils.http import urlencode

from cms.access import request_reader
from cms.cards import build_cards
from cms.reading.counts import main_topic_counts
from cms.reading.paging import paged


def knowledge_index_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Items of one kind, newest first."""
    query = urlencode({"soort": page.kind})
    return _listing(_readable(request).filter(kind=page.kind), request, query)


def topic_index_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Every main topic with a count, and its sub-topics in use."""
    counts = main_topic_counts(request_reader(request))
    topics = topic_pages().prefetch_related(Prefetch("topic__children", _topics_in_use(request)))
    return {
        "topics": [{"page": topic, "count": counts.get(topic.topic.slug, 0)} for topic in topics]
    }


def topic_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Items on a topic or its sub-topics, newest first."""
    children = list(_topics_in_use(request).filter(parent=page.topic_id))
    items = _readable(request)
    links = items.model.topics.through.objects.filter(topic__in=[page.topic, *children])
    listing = _listing(
        items.filter(pk__in=links.values("knowledgepage")),
        request,
        urlencode({"onderwerp": page.topic.slug}),
    )
    return {**listing, "children": children}


def organisation_index_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Organisations with the number of items that this reader may read."""
    items = _readable(request).order_by()
    counts = dict(items.values_list("organisation_id").annotate(count=Count("pk")))
    pages = apps.get_model("cms", "OrganisationPage").objects.child_of(page).live()
    return {
        "organisations": [
            {"page": organisation, "count": counts.get(organisation.organisation_id, 0)}
            for organisation in pages.select_related("organisation").order_by("title")
        ]
    }


def organisation_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Items of one organisation, newest first, and its dossiers."""
    items = _readable(request).filter(organisation=page.organisation_id)
    collections = apps.get_model("cms", "CollectionPage").objects.child_of(page).live()
    listing = _listing(items, request, urlencode({"organisatie": page.organisation.slug}))
    return {**listing, "collections": list(collections.order_by("title"))}


def collection_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """The items of a dossier that this reader may read, in its order, each with its note."""
    entries = list(page.entries.all())
    items = _readable(request).in_bulk([entry.item_id for entry in entries])
    readable = [entry for entry in entries if entry.item_id in items]
    cards = build_cards(items[entry.item_id] for entry in readable)
    return {
        "entries": [
            {"card": card, "note": entry.note} for card, entry in zip(cards, readable, strict=True)
        ]
    }


def standard_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """A plain page has nothing besides its text."""
    return {}


def _listing(items: Any, request: HttpRequest, query: str) -> dict[str, Any]:
    """A page of cards; `query` is the search that gives the same items with filters."""
    listing = paged(items.newest(), request)
    return {**listing, "cards": build_cards(listing["items"]), "query": query}


def _readable(request: HttpRequest) -> Any:
    return apps.get_model("cms", "KnowledgePage").objects.readable_by(request_reader(request))


def _topics_in_use(request: HttpRequest) -> Any:
    """Topics of items that this reader may read: a link to an empty list helps nobody."""
    readable = _readable(request).order_by()
    return apps.get_model("cms", "Topic").objects.filter(items__in=readable).distinct()


def topic_pages() -> Any:
    """Published pages of main topics, in the order of the topics."""
    pages = apps.get_model("cms", "TopicPage").objects.live().select_related("topic")
    return pages.order_by("topic__order")
