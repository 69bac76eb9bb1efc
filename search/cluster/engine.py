"""The engine on a cluster: one request a question, two where too little has all its words."""

import logging
from collections.abc import Mapping
from time import monotonic
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError
from elasticsearch.dsl import Search

from search.cluster import answer, client, outbox, question
from search.cluster.answer import Unanswered
from search.contract import Match, SearchQuery
from search.query import FEW
from search.readings import Reading

SHORTEST = 0.05  # seconds that a second request gets at least

log = logging.getLogger(__name__)


class ElasticsearchEngine:
    """Answers from the index behind our alias, but for what it may not show yet."""

    name = "elasticsearch"

    def match(self, query: SearchQuery, reading: Reading) -> Match:
        """Answer a query as it is read: one query to the database, one or two requests.

        Raises Unanswered where the cluster gives no whole answer within a second.
        """
        # Read before the index: what is indexed meanwhile can only be shown too little.
        hidden = outbox.hidden()
        until = monotonic() + client.ANSWER_WITHIN

        def ask(*, all_words: bool) -> Match:
            body = question.request(query, reading, hidden, all_words=all_words)
            patience = max(until - monotonic(), SHORTEST)
            return answer.read(_send(body, patience), query, reading)

        found = ask(all_words=True)
        if found.complete < FEW and question.has_two_modes(reading.asked):
            return ask(all_words=False)
        return found


def _send(body: Search, patience: float) -> Mapping[str, Any]:
    """Return the answer to a request within so many seconds, or raise Unanswered."""
    try:
        answered = client.reading_within(patience).search(
            index=client.index_prefix(), **body.to_dict(), **body._params
        )
    except BadRequestError as error:
        log.exception("The cluster refuses a question")  # a fault of ours: somebody must look
        raise Unanswered(str(error), is_of_the_question=True) from error
    except (TransportError, ApiError) as error:
        raise Unanswered(str(error)) from error
    whole: Mapping[str, Any] = answered.body
    return whole
