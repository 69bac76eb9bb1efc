"""What a cluster says is a whole answer or none; an address that cannot be used is named."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import checks

from cms.access import STRANGER
from search.cluster import answer
from search.cluster import client as connections
from search.cluster.answer import Unanswered
from search.cluster.models import ClusterState, OutboxEntry
from search.contract import SearchQuery
from search.readings import Reading
from search.search import search
from tests.search.cluster.conftest import use
from tests.search.cluster.servers_that_misbehave import (
    NOTHING_FOUND,
    Answer,
    nothing_but,
    says,
    serving,
)

Add = Callable[..., int]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "misbehaves",
    [
        says(b"[]"),
        says(b"{}"),
        says(b"null"),
        says(b"{"),
        says(b"<html>", kind="text/html"),
        says(b"", status=204),
        says(nothing_but(hits=None)),
        says(nothing_but(hits={"total": 3, "hits": []})),
        says(nothing_but(hits={"total": {"value": 1}, "hits": [{"_score": 1.0}]})),
        says(nothing_but(aggregations={})),
        says(nothing_but(aggregations={"found": {"doc_count": "x", "hits": 1}})),
        says(nothing_but(timed_out=True)),
        says(nothing_but(_shards={"total": 2, "successful": 1, "failed": 1})),
        says(nothing_but(_shards={"total": 2, "successful": 1, "failed": 0})),
        says(nothing_but(_shards={"total": 0, "successful": 0, "failed": 0})),
    ],
)
def test_what_is_not_a_whole_answer_is_none(
    settings: Any, add_document: Add, misbehaves: Answer
) -> None:
    add_document("Hennep")
    OutboxEntry.objects.all().delete()
    with serving(misbehaves) as address:
        use(settings, address)
        for text in ("", "hennep"):
            found = search(SearchQuery(reader=STRANGER, text=text))
            assert (found.engine, found.total, found.is_stand_in) == ("database", 1, True)
            assert ClusterState.objects.get().failures >= 1
            ClusterState.objects.all().delete()


def test_an_answer_of_two_indices_counts_for_none() -> None:
    hits = [{"_index": name, "_score": None, "sort": [0, 0, 1]} for name in ("old", "new")]
    answered = {**NOTHING_FOUND, "hits": {"total": {"value": 2}, "hits": hits}}
    with pytest.raises(Unanswered):
        answer.read(answered, SearchQuery(reader=STRANGER), Reading(""))


@pytest.mark.parametrize(
    ("hosts", "ca_file"),
    [(["es:9200"], ""), (["http://127.0.0.1:9200"], "/ca.pem"), (["ftp://es:9200"], "")],
)
def test_an_address_that_cannot_be_used_is_named_and_the_database_answers(
    settings: Any, add_document: Add, hosts: list[str], ca_file: str
) -> None:
    add_document()
    settings.ELASTICSEARCH_HOSTS, settings.ELASTICSEARCH_CA_FILE = hosts, ca_file
    connections.forget()
    found = search(SearchQuery(reader=STRANGER))
    assert (found.total, found.engine) == (1, "database")
    (problem,) = checks.run_checks(tags=["search"])
    assert (problem.id, problem.level) == ("search.E001", checks.ERROR)
    assert "ELASTICSEARCH_URL" in problem.msg
