"""An index that is behind: it shows and counts too little for a moment, and never too much."""

from typing import Any

import pytest
from django.test import Client

from search.cluster import outbox, rebuild
from search.cluster.models import OutboxEntry
from search.models import SearchDocument
from tests.channels import make_scene, told_by_search
from tests.cluster import needs_cluster, tell_cluster
from tests.factories import go_live
from tests.readers import MAY_READ, each_reader

pytestmark = [pytest.mark.django_db, needs_cluster, pytest.mark.usefixtures("real_cluster")]

RESTRICTED = [label for label in MAY_READ if label != "clear"]


@pytest.mark.parametrize("label", RESTRICTED)
def test_a_label_that_was_raised_while_the_worker_is_down(client: Client, label: str) -> None:
    scene = make_scene("clear")
    tell_cluster()
    scene.item.label = label
    go_live(scene.item)
    for reader, user in each_reader(client):
        assert OutboxEntry.objects.filter(page_id=scene.item.pk).exists()
        told = told_by_search(client, user)
        if reader not in MAY_READ[label]:
            assert (reader, told) == (reader, dict.fromkeys(told, False))
    tell_cluster()
    for reader, user in each_reader(client):
        told = told_by_search(client, user)
        assert (reader, told) == (reader, dict.fromkeys(told, reader in MAY_READ[label]))


@pytest.mark.parametrize("step", ["_begin", "_fill", "_prove", "_change_over"])
@pytest.mark.parametrize("label", RESTRICTED)
def test_a_label_that_is_raised_during_a_rebuild(
    client: Client, monkeypatch: pytest.MonkeyPatch, label: str, step: str
) -> None:
    scene = make_scene("clear")
    tell_cluster()
    original = getattr(rebuild, step)
    seen = []

    def raise_label_and_go_on(*args: Any) -> Any:
        result = original(*args)
        scene.item.label = label
        go_live(scene.item)
        seen.append(told_by_search(client, None))
        return result

    monkeypatch.setattr(rebuild, step, raise_label_and_go_on)
    rebuild.rebuild()
    tell_cluster()
    seen.append(told_by_search(client, None))
    assert len(seen) == 2
    for told in seen:
        assert told == dict.fromkeys(told, False)


@pytest.mark.parametrize("change", ["unpublish", "delete"])
def test_an_item_that_is_gone_while_the_worker_is_down(client: Client, change: str) -> None:
    scene = make_scene("clear")
    tell_cluster()
    getattr(scene.item, change)()
    told = told_by_search(client, None)
    assert told == dict.fromkeys(told, False)


def test_an_index_from_after_the_backup_that_the_database_was_restored_from(client: Client) -> None:
    scene = make_scene("clear")
    document = SearchDocument.objects.filter(pk=scene.item.pk)
    document.update(version=7)
    outbox.note(scene.item.pk, 7)
    tell_cluster()
    document.update(version=1)
    scene.item.label = "amber"
    go_live(scene.item)
    tell_cluster()
    told = told_by_search(client, None)
    assert told == dict.fromkeys(told, False)
    assert document.get().version == 8
