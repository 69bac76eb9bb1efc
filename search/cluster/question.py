"""One request for everything about a question: hits, total, and the counts of every facet.

Of several words it asks for documents with all of them, which answers most questions; only where
these are too few does a second request ask for some of the words too. It says what the statements
of the embedded engine say (search/engines/sqlite.py), in the cluster's words. Who asks stands in
the query itself: counts see what hits see, and no more.
"""

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any

from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query

from search.cluster import counts
from search.contract import SearchQuery
from search.engines.ranking import NEARNESS, WINDOW
from search.places import Place
from search.query import AnyOf, Asked, Node, Phrase, as_typed
from search.readings import Reading

ALL_WORDS = 10_000.0  # added to the score of what has all words; above every score without
FRONT = 2.0  # title, summary and keywords weigh this times a text
SYNONYM = 0.6  # of the weight of a word as typed
_SERVER_TIME = "800ms"


def ranks(query: SearchQuery, reading: Reading) -> bool:
    """Tell whether hits come best first; else newest first."""
    return query.sort != "newest" and (reading.asked is not None or reading.place is not None)


def has_two_modes(asked: Asked | None) -> bool:
    """Tell whether a document can match some of the words and not all."""
    return asked is not None and len(asked.groups) > 1


def request(
    query: SearchQuery, reading: Reading, hidden: Collection[int], *, all_words: bool
) -> Search:
    """Return the request, for what has all words or what has some.

    `hidden` are page ids that the index must not show to anybody.
    """
    asked = reading.asked
    search = Search().query(_matching(query, reading, hidden, all_words=all_words))
    chosen = {name: values for name, values in query.filters.items() if values}
    if chosen:
        search = search.post_filter(_chosen(chosen))
        _count(search.aggs.bucket("found", A("filter", filter=Q("match_all"))), chosen)
    else:
        # Straight under the request: within a filter it takes the cluster half as long again.
        search.aggs.bucket("values", counts.counting())
    if asked is not None and not all_words:
        _count(search.aggs.bucket("all", A("filter", filter=_every(asked))), chosen)
    first, last = window(query, reading)
    return (
        search.sort(*_order(query, reading, all_words=all_words))[first:last]
        .source(False)
        .extra(docvalue_fields=["links"], stored_fields=["_none_"])  # the id is what is sorted by
        .extra(track_total_hits=not chosen, track_scores=True, timeout=_SERVER_TIME)
        # The same words ask the same copy of the index, so that pages follow on each other.
        .params(
            preference=sha256(reading.text.encode(errors="replace")).hexdigest()[:16],
            allow_partial_search_results=False,
        )
    )


def window(query: SearchQuery, reading: Reading) -> tuple[int, int]:
    """Return the first and last hit to ask for; the first hits are put in order here."""
    last = query.start + query.page_size
    reordered = reading.asked is not None and query.start < WINDOW
    return (0, max(WINDOW, last)) if reordered else (query.start, last)


def _matching(
    query: SearchQuery, reading: Reading, hidden: Collection[int], *, all_words: bool
) -> Query:
    required = [Q("terms", access=sorted(query.reader.tokens))]
    excluded = [Q("terms", page_id=sorted(hidden))] if hidden else []
    asked, place = reading.asked, reading.place
    if asked is None:
        fitting = [_fits(place)] if place is not None else []
        found = Q("bool", filter=required + fitting, must_not=excluded)
        return found if place is None else _closest(found, place, boost_mode="replace")
    required += [_matches(phrase) for phrase in asked.exact]
    is_ranked = ranks(query, reading)
    said = list(map(_scored if is_ranked else _matches, asked.groups))
    how: dict[str, Any]
    if all_words:
        how = {"must": said} if is_ranked else {"filter": said}
    else:
        how = {"should": said, "minimum_should_match": 1}
    how["filter"] = how.get("filter", []) + required
    found = Q("bool", must_not=excluded, **how)
    if not all_words:
        found = _weighed_by_words(found, asked) if is_ranked else Q("bool", filter=[found])
    if is_ranked and place is not None:
        found = _closest(found, place, boost_mode="multiply")
    return found if all_words else _complete_first(found, asked)


def _every(asked: Asked) -> Query:
    return Q("bool", filter=list(map(_matches, asked.groups)))


def _complete_first(found: Query, asked: Asked) -> Query:
    lifted = Q("constant_score", filter=_every(asked), boost=ALL_WORDS)
    return Q("bool", must=[found], should=[lifted])


def _weighed_by_words(found: Query, asked: Asked) -> Query:
    """Multiply the score by the share of the words that match."""
    share = 1 / len(asked.groups)
    functions = [{"filter": _matches(group).to_dict(), "weight": share} for group in asked.groups]
    return Q(
        "function_score", query=found, functions=functions, score_mode="sum", boost_mode="multiply"
    )


def _closest(found: Query, place: Place, *, boost_mode: str) -> Query:
    """Lift what is near the place, by as much as `Place.closeness` says."""
    functions: list[dict[str, Any]] = [
        {"weight": 1},
        {"filter": _near(place).to_dict(), "weight": NEARNESS},
    ]
    for number in range(1, 6):
        alike = Q("bool", filter=[Q("term", size=place.size), Q("term", sizes=number)])
        functions.append({"filter": alike.to_dict(), "weight": NEARNESS / number})
    return Q(
        "function_score", query=found, functions=functions, score_mode="sum", boost_mode=boost_mode
    )


def _near(place: Place) -> Query:
    regions = Q("term", region=place.region), Q("term", province=place.province)
    return Q("bool", should=list(regions), minimum_should_match=1)


def _fits(place: Place) -> Query:
    """Say what `Place.fits` says."""
    has_region = [Q("exists", field="region"), Q("exists", field="province")]
    has_other_size = Q(
        "bool", filter=[Q("exists", field="size")], must_not=[Q("term", size=place.size)]
    )
    for_all = Q("bool", must_not=[*has_region, has_other_size])
    return Q("bool", should=[_near(place), for_all], minimum_should_match=1)


# --- Words ----------------------------------------------------------------------------------------


def _matches(group: Node) -> Query:
    """Match a document that says this around its text (the title too), or in it."""
    return Q("bool", should=[_said(group, "front"), _said(group, "body")], minimum_should_match=1)


def _scored(group: Node) -> Query:
    weights = (("title", 1.0), ("front", FRONT), ("body", 1.0))
    return Q("bool", should=[_best(group, field, weight) for field, weight in weights])


def _best(group: Node, field: str, weight: float) -> Query:
    typed = as_typed(group)
    if typed == group:
        return _weighed(group, field, weight)
    options = [_weighed(typed, field, weight), _weighed(group, field, weight * SYNONYM)]
    return Q("dis_max", queries=options)


def _weighed(node: Node, field: str, weight: float) -> Query:
    return _said(node, field, {"boost": weight})


def _said(node: Node, field: str, weight: Mapping[str, float] | None = None) -> Query:
    weight = weight or {}
    if isinstance(node, Phrase):
        if len(node.terms) == 1:
            return Q("term", **{field: {"value": node.terms[0], **weight}})
        return Q("match_phrase", **{field: {"query": " ".join(node.terms), **weight}})
    children = node.options if isinstance(node, AnyOf) else node.groups
    said = [_said(child, field) for child in children]
    if isinstance(node, AnyOf):
        return Q("bool", should=said, minimum_should_match=1, **weight)
    return Q("bool", must=said, **weight)


# --- Order and counts -----------------------------------------------------------------------------


def _order(query: SearchQuery, reading: Reading, *, all_words: bool) -> Iterator[dict[str, Any]]:
    if ranks(query, reading) or not all_words:
        yield {"_score": {"order": "desc"}}
    if not ranks(query, reading):
        yield {"published_on": {"order": "desc", "missing": "_last"}}
    yield {"page_id": {"order": "desc"}}


def _chosen(filters: Mapping[str, tuple[str, ...]]) -> Query:
    return Q(
        "bool", filter=[Q("terms", **{name: list(values)}) for name, values in filters.items()]
    )


def _count(bucket: Any, chosen: Mapping[str, tuple[str, ...]]) -> None:
    """Count under a mode: the hits, and each facet under every choice but its own."""
    hits = bucket.bucket("hits", A("filter", filter=_chosen(chosen)))
    hits.bucket("values", counts.counting())
    for name in chosen:
        others = {other: values for other, values in chosen.items() if other != name}
        besides = bucket.bucket(f"besides_{name}", A("filter", filter=_chosen(others)))
        besides.bucket("values", counts.counting(only=name))
