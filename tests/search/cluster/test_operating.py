"""What an operator sees: status, check, work and rebuild from the command line."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.utils import timezone

from search.cluster import client, drift, outbox
from search.cluster.hold import Hold
from search.cluster.mapping import fingerprint
from search.cluster.models import ClusterIndex, ClusterState, OutboxEntry
from search.indexing import withdraw
from search.models import SearchDocument
from tests.cluster import needs_cluster, tell_cluster
from tests.factories import make_item

Add = Callable[..., int]

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command("search_index", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_without_a_cluster_the_status_is_of_the_projection(add_document: Add) -> None:
    add_document()
    withdraw([add_document()])
    said = run("status")
    assert "1 live, 1 withdrawn" in said
    assert "the database answers" in said
    assert "rebuild it" not in said
    SearchDocument.objects.update(made_with="other")
    assert "1 live, 1 withdrawn; word lists or code changed: rebuild it" in run("status")


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_the_status_tells_sizes_what_waits_and_how_the_cluster_is(add_document: Add) -> None:
    add_document()
    tell_cluster()
    add_document()
    found = json.loads(run("status", "--json"))
    assert (found["live"], found["waiting"], found["breaker"]) == (2, 1, "closed")
    assert found["index"] == ClusterIndex.objects.get().name
    assert found["is_current"] is True
    assert found["server"]
    assert found["size"] > 0
    assert found["oldest"] >= 0
    assert "rebuild it" not in run("status")
    ClusterIndex.objects.update(fingerprint="other")
    assert "rebuild it" in run("status")


@pytest.mark.usefixtures("cluster_away")
def test_the_status_fails_where_readers_may_get_the_database(add_document: Add) -> None:
    add_document()
    with pytest.raises(CommandError, match="answered by the database"):
        run("status")


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_the_status_fails_where_the_index_is_behind_or_not_there(add_document: Add) -> None:
    add_document()
    name = ClusterIndex.objects.get().name
    assert f"made with {fingerprint()}" in run("status")
    OutboxEntry.objects.update(created_at=timezone.now() - timedelta(hours=5))
    with pytest.raises(CommandError, match="changes wait for 18000 seconds"):
        run("status")
    OutboxEntry.objects.all().delete()
    server = client.writing()
    server.indices.create(index=f"{name}-restored", aliases={client.index_prefix(): {}})
    with pytest.raises(CommandError, match=f"searches are sent to {name}, {name}-restored"):
        run("status")
    server.indices.delete_alias(index="*", name=client.index_prefix())
    with pytest.raises(CommandError, match="index_not_found"):
        run("status")
    ClusterIndex.objects.all().delete()
    with pytest.raises(CommandError, match="there is no index"):
        run("status")


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_the_status_names_what_is_parked_and_why(add_document: Add) -> None:
    page_id = add_document()
    for _attempt in range(outbox.MOST_ATTEMPTS):
        outbox.refuse(page_id, "the field is too long")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("search_index", "status", stdout=out)
    assert f"item {page_id}: the field is too long" in out.getvalue()


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_the_check_compares_the_index_too_and_repairs_it() -> None:
    page = make_item(title="Hennep")
    run("work", "--once")
    assert not OutboxEntry.objects.exists()
    assert "Every" in run("check")
    name = ClusterIndex.objects.get().name
    client.writing().delete(index=name, id=str(page.pk), refresh=True)
    with pytest.raises(CommandError, match="1 missing, 0 out of date, 0 too many in the index"):
        run("check")
    assert "Repaired" in run("check", "--repair")
    assert "Every" in run("check")


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_the_check_repairs_an_index_that_is_ahead_or_says_what_is_left(monkeypatch: Any) -> None:
    page = make_item(title="Hennep")
    run("work", "--once")
    name = ClusterIndex.objects.get().name
    ahead = {"page_id": page.pk, "version": 7, "content_hash": "other", "access": ["public"]}
    client.writing().index(
        index=name, id=str(page.pk), document=ahead, version=7, version_type="external"
    )
    with monkeypatch.context() as patch:
        patch.setattr(drift, "mend", lambda index, found, progress: None)
        with pytest.raises(CommandError, match="Not repaired: 0 missing, 1 out of date"):
            run("check", "--repair")
    assert "Repaired" in run("check", "--repair")
    assert "Every" in run("check")


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_the_check_asks_for_a_rebuild_after_an_upgrade() -> None:
    make_item(title="Hennep")
    run("work", "--once")
    SearchDocument.objects.update(made_with="other")
    ClusterIndex.objects.update(fingerprint="other")
    for words in (["check"], ["check", "--repair"]):
        with pytest.raises(CommandError, match=r"The projection was made with .* The index was"):
            run(*words)
    run("rebuild")
    assert "Every" in run("check")


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_a_rebuild_makes_a_new_index_and_says_its_name() -> None:
    before = ClusterIndex.objects.get().name
    make_item(title="Hennep")
    said = run("rebuild")
    after = ClusterIndex.objects.get().name
    assert after in said
    assert after != before
    assert run("rebuild", "--index-only").startswith(client.index_prefix())


@needs_cluster
@pytest.mark.usefixtures("real_cluster")
def test_all_that_takes_long_says_how_far_it_is() -> None:
    def told(*words: str) -> list[str]:
        err = StringIO()
        call_command("search_index", *words, stdout=StringIO(), stderr=err)
        return re.findall(r"(\w+): 1 of 1\n", err.getvalue())

    page = make_item(title="Hennep")
    assert told("rebuild") == ["Projection", "Index", "Merge", "Proof"]
    SearchDocument.objects.update(content_hash="other")
    assert told("check", "--repair")[:3] == ["Projection", "Repair", "Index"]
    tell_cluster()
    client.writing().delete(index=ClusterIndex.objects.get().name, id=str(page.pk), refresh=True)
    assert told("check", "--repair")[:3] == ["Projection", "Index", "Repair"]


@pytest.mark.usefixtures("cluster_away")
def test_a_second_rebuild_is_refused_before_it_writes_anything(add_document: Add) -> None:
    add_document()  # of no page: a rebuild withdraws it
    with Hold(), pytest.raises(CommandError, match="Another rebuild runs"):
        run("rebuild")
    assert SearchDocument.objects.get().is_live


@pytest.mark.usefixtures("cluster_away")
@pytest.mark.parametrize("words", [["rebuild", "--index-only"], ["check"]])
def test_a_cluster_that_is_away_is_one_line(words: list[str], monkeypatch: Any) -> None:
    ClusterIndex.objects.create(name="x", state="serving", fingerprint="x")
    monkeypatch.setattr(client, "WRITE_WITHIN", 0.2)
    with pytest.raises(CommandError, match="did not answer"):
        run(*words)


@pytest.mark.usefixtures("cluster_away")
def test_a_check_before_the_first_rebuild_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="search_index rebuild"):
        run("check")


@pytest.mark.parametrize("mark", [None, "other"])
def test_djangos_check_asks_for_a_rebuild(
    settings: Any, add_document: Add, mark: str | None
) -> None:
    settings.ELASTICSEARCH_HOSTS = ["http://127.0.0.1:9"]
    if mark:
        ClusterIndex.objects.create(name="x", state="serving", fingerprint=mark)
    add_document()
    assert set(asked("default")) == {"search.W001"}
    SearchDocument.objects.update(made_with="other")
    assert set(asked("default")) == {"search.W001", "search.W002"}
    assert asked() == []


def asked(*databases: str) -> list[str | None]:
    """Return which of our warnings Django's check gives; each says what to do."""
    found = checks.run_checks(databases=databases)
    ours = [warning for warning in found if (warning.id or "").startswith("search.")]
    assert all("search_index rebuild" in (warning.hint or "") for warning in ours)
    return [warning.id for warning in ours]


@pytest.mark.usefixtures("cluster_away")
def test_a_breaker_that_is_open_is_told(add_document: Add) -> None:
    ClusterState.objects.create(open_until="2026-01-01T00:00Z", failures=3, error="away")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("search_index", "status", stdout=out)
    assert "open after 3 failures" in out.getvalue()
