"""Chooses who answers: the cluster while it can be trusted, else the database, which always can."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from search.cluster import breaker, client
from search.cluster.answer import Unanswered
from search.cluster.engine import ElasticsearchEngine
from search.cluster.outbox import Behind
from search.contract import Match, SearchQuery
from search.engines.database import DatabaseEngine
from search.readings import Reading

Answer = TypeVar("Answer")


class Engine(Protocol):
    """What every engine does: answer a query for its reader."""

    name: str

    def match(self, query: SearchQuery, reading: Reading) -> Match: ...


CLUSTER, DATABASE = ElasticsearchEngine(), DatabaseEngine()


def engines() -> dict[str, Engine]:
    """Return the engines of this installation by name."""
    there: list[Engine] = [DATABASE, CLUSTER] if client.is_configured() else [DATABASE]
    return {engine.name: engine for engine in there}


def answered(ask: Callable[[Engine], Answer]) -> tuple[Answer, bool]:
    """Return the answer of one engine, and whether it stood in for a cluster that is away.

    A question is answered by one engine as a whole, from the beginning if need be.
    """
    if not client.is_configured():
        return ask(DATABASE), False
    doubt = breaker.doubt()
    if doubt is not None:
        try:
            with client.one_reader():
                found = ask(CLUSTER)
        except Behind:
            pass  # the cluster is well: nothing to probe, the worker is late
        except Unanswered as error:
            if not error.is_of_the_question:
                breaker.trip(str(error))
        else:
            if doubt:
                breaker.trust()
            return found, False
    return ask(DATABASE), True
