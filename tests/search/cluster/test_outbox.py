"""What must still be told stands in the database, with the change itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.models import CaseStudyPage
from search.cluster import outbox
from search.cluster.models import OutboxEntry
from search.cluster.outbox import BEHIND_AFTER, MOST_ATTEMPTS, MOST_HIDDEN, Behind, Leased
from search.indexing import rebuild_projection, withdraw
from search.models import SearchDocument
from tests.factories import go_live, make_item, organisation

Add = Callable[..., int]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cluster_away")]


def entries() -> dict[int, int]:
    return dict(OutboxEntry.objects.values_list("page_id", "version"))


def versions() -> dict[int, int]:
    return dict(SearchDocument.objects.values_list("page_id", "version"))


def told() -> None:
    outbox.settle(entries().items())


@pytest.fixture
def page() -> CaseStudyPage:
    item = make_item(title="Hennep", label="clear")
    told()
    return item


def test_without_a_cluster_nothing_is_kept_to_tell(settings: Any, add_document: Add) -> None:
    settings.ELASTICSEARCH_HOSTS = []
    add_document()
    assert entries() == {}


def test_publishing_leaves_the_version_to_tell(page: CaseStudyPage) -> None:
    page.title = "Hennep in de schuur"
    go_live(page)
    assert entries() == {page.pk: versions()[page.pk]}


def test_a_draft_tells_nobody_anything(page: CaseStudyPage) -> None:
    for number in range(3):
        page.title = f"Concept {number}"
        page.save_revision()
    assert entries() == {}


def test_what_does_not_change_the_document_is_not_told(page: CaseStudyPage) -> None:
    go_live(page)
    rebuild_projection()
    assert entries() == {}


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: page.move(organisation("riec-oost-nederland").page, "last-child"),
        lambda page: (setattr(page, "label", "green"), page.save()),
        lambda page: (page.topics.set([]), page.save()),
    ],
    ids=["unpublish", "delete", "move", "label", "topics"],
)
def test_each_change_is_told(page: CaseStudyPage, change: Callable[[CaseStudyPage], Any]) -> None:
    change(page)
    assert entries() == {page.pk: versions()[page.pk]}


def test_a_renamed_organisation_is_told_for_all_its_items(page: CaseStudyPage) -> None:
    page.organisation.name = "RIEC Anders"
    page.organisation.save()
    assert entries() == {page.pk: versions()[page.pk]}


def test_a_change_that_is_rolled_back_is_not_told(add_document: Add) -> None:
    with transaction.atomic():
        add_document()
        transaction.set_rollback(True)
    assert entries() == {}


def test_a_later_change_takes_the_place_of_an_earlier(add_document: Add) -> None:
    page_id = add_document()
    withdraw([page_id])
    assert entries() == {page_id: 2}
    outbox.settle([(page_id, 1)])
    assert entries() == {page_id: 2}
    outbox.settle([(page_id, 2)])
    assert entries() == {}


def test_two_workers_never_take_the_same(add_document: Add) -> None:
    first, second = add_document(), add_document()
    assert outbox.lease(1) == [Leased(first, 1)]
    assert outbox.lease(5) == [Leased(second, 1)]
    assert outbox.lease(5) == []


def test_what_a_killed_worker_had_is_taken_up_before_the_index_is_too_far_behind(
    add_document: Add,
) -> None:
    def pass_time(part: float) -> None:
        for name in ("created_at", "not_before"):
            OutboxEntry.objects.update(**{name: F(name) - BEHIND_AFTER * part})

    first, second = add_document(), add_document()
    alive, _dead = outbox.lease(1), outbox.lease(1)
    pass_time(0.3)
    outbox.renew(alive)
    pass_time(0.3)
    assert outbox.lease(5) == [Leased(second, 1)]
    assert sorted(outbox.hidden()) == [first, second]
    outbox.note(first, 2)
    outbox.renew(alive)
    assert outbox.lease(5) == [Leased(first, 2)]


def test_what_the_cluster_does_not_answer_waits_longer_each_time(add_document: Add) -> None:
    page_id = add_document()
    waits = []
    for _attempt in range(10):
        before = timezone.now()
        outbox.postpone([page_id], "away")
        waits.append((OutboxEntry.objects.get().not_before - before).total_seconds())
    assert waits[0] < 1
    assert waits[5] > waits[0] * 8
    assert max(waits) < 60
    assert OutboxEntry.objects.get().parked_at is None


def test_what_the_cluster_refuses_is_parked_where_it_is_seen(add_document: Add) -> None:
    page_id = add_document()
    for _attempt in range(MOST_ATTEMPTS):
        assert OutboxEntry.objects.get().parked_at is None
        outbox.refuse(page_id, "too long")
    OutboxEntry.objects.update(not_before=timezone.now())
    assert outbox.lease(5) == []
    assert OutboxEntry.objects.get().error == "too long"
    assert outbox.hidden() == [page_id]


def test_a_change_brings_a_parked_item_back(add_document: Add) -> None:
    page_id = add_document()
    for _attempt in range(MOST_ATTEMPTS):
        outbox.refuse(page_id, "too long")
    withdraw([page_id])
    assert outbox.lease(5) == [Leased(page_id, 2)]


def test_what_waits_is_hidden_and_an_index_far_behind_answers_nobody(add_document: Add) -> None:
    page_id = add_document()
    assert outbox.hidden() == [page_id]
    OutboxEntry.objects.update(created_at=timezone.now() - BEHIND_AFTER - timedelta(seconds=1))
    with pytest.raises(Behind):
        outbox.hidden()


def test_with_too_many_changes_the_index_answers_nobody() -> None:
    now = timezone.now()
    OutboxEntry.objects.bulk_create(
        OutboxEntry(page_id=number, version=1, not_before=now) for number in range(MOST_HIDDEN + 1)
    )
    with pytest.raises(Behind):
        outbox.hidden()


def test_what_is_past_is_hidden_until_it_is_offline_and_then_weighs_nothing(
    page: CaseStudyPage,
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    CaseStudyPage.objects.filter(pk=page.pk).update(readable_until=yesterday)
    assert outbox.hidden() == [page.pk]
    page.refresh_from_db()
    page.unpublish()
    told()
    assert outbox.hidden() == []
