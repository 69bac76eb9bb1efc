"""The requests that the engine sends, by the client alone."""

from collections.abc import Callable, Mapping
from typing import Any

Requests = list[tuple[dict[str, Any], dict[str, Any]]]  # of one question: body and parameters


def bare(requests: Mapping[str, Requests]) -> Callable[[str], int]:
    """Return what sends the same requests with nothing around them."""
    from search.cluster import client

    server = client.reading().options(request_timeout=60)

    def raw(text: str) -> int:
        for body, params in requests[text]:
            server.search(index=client.index_prefix(), **body, **params)
        return 0

    return raw


def bodies_of(text: str) -> Requests:
    """Return what the engine sends: a request, and another where too little has all words."""
    from cms.access import STRANGER
    from search.cluster.engine import ElasticsearchEngine
    from search.cluster.question import has_two_modes, request
    from search.contract import SearchQuery
    from search.query import FEW, parse
    from search.readings import Reading

    query, reading = SearchQuery(reader=STRANGER, text=text), Reading(text, parse(text))
    found = ElasticsearchEngine().match(query, reading)
    is_enough = found.complete >= FEW or not has_two_modes(reading.asked)
    made = [request(query, reading, [], all_words=True)]
    if not is_enough:
        made.append(request(query, reading, [], all_words=False))
    return [(body.to_dict(), body._params) for body in made]
