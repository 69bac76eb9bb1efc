"""The engine on a cluster: one request a question."""

import logging

from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError

from search.cluster import answer, client, outbox, question
from search.cluster.answer import Unanswered
from search.contract import Match, SearchQuery
from search.readings import Reading

log = logging.getLogger(__name__)


class ElasticsearchEngine:
    """Answers from the index behind our alias, but for what it may not show yet."""

    name = "elasticsearch"

    def match(self, query: SearchQuery, reading: Reading) -> Match:
        """Answer a query as it is read: one query to the database, one request to the cluster.

        Raises Unanswered where the cluster gives no whole answer within a second.
        """
        # Read before the index: what is indexed meanwhile can only be shown too little.
        hidden = outbox.hidden()
        body = question.request(query, reading, hidden)
        try:
            response = client.reading().search(
                index=client.index_prefix(), **body.to_dict(), **body._params
            )
        except BadRequestError as error:
            log.exception("The cluster refuses a question")  # a fault of ours: somebody must look
            raise Unanswered(str(error), is_of_the_question=True) from error
        except (TransportError, ApiError) as error:
            raise Unanswered(str(error)) from error
        return answer.read(response.body, query, reading)
