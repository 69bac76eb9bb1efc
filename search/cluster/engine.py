"""The engine on a cluster: one request a question, two where too little has all its words."""

import logging
from collections.abc import Mapping
from typing import Any

from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, BadRequestError
from elasticsearch.dsl import Search

from search.cluster import answer, client, outbox, question
from search.cluster.answer import Unanswered
from search.contract import Match, SearchQuery
from search.query import FEW
from search.readings import Reading

# A cluster that answers so many in a reader's second is well: the question asks for more.
FEW_REQUESTS = 3

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

        def ask(*, all_words: bool) -> Match:
            body = question.request(query, reading, hidden, all_words=all_words)
            return answer.read(_send(body), query, reading)

        with client.one_reader():
            found = ask(all_words=True)
            if found.complete < FEW and question.has_two_modes(reading.asked):
                found = ask(all_words=False)
            return found


def _send(body: Search) -> Mapping[str, Any]:
    """Return the answer to a request, or raise Unanswered where none comes in time."""
    try:
        with client.asking() as (cluster, patience):
            answered = cluster.search(index=client.index_prefix(), **body.to_dict(), **body._params)
    except ConnectionTimeout as error:
        raise Unanswered(str(error), is_of_the_question=patience.asked > FEW_REQUESTS) from error
    except BadRequestError as error:
        log.exception("The cluster refuses a question")  # a fault of ours: somebody must look
        raise Unanswered(str(error), is_of_the_question=True) from error
    except (TransportError, ApiError, client.Unusable) as error:
        raise Unanswered(str(error)) from error
    whole: Mapping[str, Any] = answered.body
    return whole
