"""What a question costs: one request, two where too little has all its words; few queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.cluster.punctual import PunctualNode
from search.query import FEW
from tests.cluster import needs_cluster, tell_cluster

Add = Callable[..., int]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_cluster"), needs_cluster]

MOST_QUERIES = 14  # to the database, of a page of results


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long each request that was sent might take, in seconds."""
    sent: list[float] = []
    send = PunctualNode.perform_request

    def noted(node: Any, *args: Any, **options: Any) -> Any:
        sent.append(options["request_timeout"])
        return send(node, *args, **options)

    monkeypatch.setattr(PunctualNode, "perform_request", noted)
    return sent


def total(browser: Client, text: str) -> int:
    answer = browser.get("/zoeken/", {"q": text})
    assert answer.context["results"].engine == "elasticsearch"
    return int(answer.context["results"].total)


def test_a_question_costs_one_request_and_a_second_where_too_little_has_all_words(
    client: Client, add_document: Add, patience: list[float]
) -> None:
    add_document(title="Hennep")
    for _number in range(FEW - 1):
        add_document(title="Hennep in een loods")
    tell_cluster()
    assert total(client, "hennep") == FEW
    assert len(patience) == 1
    assert total(client, "hennep loods") == FEW
    assert len(patience) == 3
    add_document(title="Een loods vol hennep")
    tell_cluster()
    assert total(client, "hennep loods") == FEW
    assert len(patience) == 4


def test_a_page_of_results_asks_the_database_the_same_however_much_there_is(
    client: Client, add_document: Add
) -> None:
    counted = []
    for count in (2, 40):
        for number in range(count):
            add_document(title=f"Hennep {number}")
        tell_cluster()
        total(client, "hennep")
        with CaptureQueriesContext(connection) as asked:
            total(client, "hennep")
        counted.append(len(asked))
    assert counted[0] == counted[1] <= MOST_QUERIES
