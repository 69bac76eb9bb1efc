"""The projection follows the lists and the municipalities that documents are made of."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from cms.models import KnowledgePage, Municipality, Organisation, RiecRegion, SizeClass, Topic
from cms.reference.loader import load_reference_data
from search.engines.database import statements
from search.facets import unpack
from search.indexing import find_drift
from search.models import SearchDocument
from tests.factories import go_live, make_draft, make_item

pytestmark = pytest.mark.django_db

TOWNS = {"riec_region__slug": "limburg", "size_class__slug": "20000-50000"}


@pytest.fixture(autouse=True)
def in_step() -> object:
    """After each test every published page has its document, and no other page has one."""
    yield
    assert not find_drift()


def otherwise(term: Any) -> None:
    term.name, term.slug = "Anders", "anders"
    term.save()


CHANGES: dict[str, Callable[[KnowledgePage], Any]] = {
    "a topic is deleted": lambda page: page.topics.get().delete(),
    "a role is deleted": lambda page: page.audience_roles.get().delete(),
    "a phase is deleted": lambda page: page.phases.get().delete(),
    "a region is deleted": lambda page: page.riec_regions.get(slug="ergens").delete(),
    "a reader is deleted": lambda page: page.shared_with.get().delete(),
    "a size gets another code": lambda page: otherwise(page.size_classes.get()),
    "a keyword gets another name": lambda page: otherwise(Tag.objects.get()),
    "a keyword is deleted": lambda page: Tag.objects.get().delete(),
    "a topic gets items": lambda page: Topic.objects.get(slug="doxing").items.add(page.pk),
    "a topic gets other items": lambda page: page.topics.get().items.set([]),
    "a topic loses its items": lambda page: page.topics.get().items.clear(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_names_around_an_item_are_followed(change: Callable[[KnowledgePage], Any]) -> None:
    RiecRegion.objects.create(slug="ergens", name="Ergens")
    groups = {role: Group.objects.create(name=role) for role in ("members", "authors", "editors")}
    Organisation.objects.create(slug="lezer", name="Lezer", kind="association", **groups)
    draft = make_draft(
        label="amber",
        shared_with=["lezer"],
        size_classes=["20000-50000"],
        riec_regions=["ergens", "limburg"],
    )
    draft.keywords.add("hennep")
    go_live(draft)
    document = SearchDocument.objects.filter(pk=draft.pk)
    before = document.get().version
    change(KnowledgePage.objects.get(pk=draft.pk))
    assert document.get().version > before


def sizes() -> list[tuple[str, ...]]:
    packed = SearchDocument.objects.order_by("pk").values_list("facets", flat=True)
    return [unpack(facets)["size"] for facets in packed]


def test_a_size_that_names_a_town_when_the_table_changed_counts_no_more() -> None:
    make_item(size_classes=["20000-50000"], riec_regions=["limburg"])
    make_item(size_classes=["20000-50000"])
    assert sizes() == [("20000-50000",), ("20000-50000",)]
    for town in Municipality.objects.filter(**TOWNS)[1:]:
        town.size_class = SizeClass.objects.first()
        town.save()
    assert sizes() == [(), ("20000-50000",)]
    topic = Topic.objects.get(slug="bedreiging")  # of both items; the load takes the name back
    topic.name = "Anders"
    topic.save()
    load_reference_data()
    assert sizes() == [("20000-50000",), ("20000-50000",)]


def test_a_load_writes_pages_before_it_takes_its_turn_as_editors_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_item(size_classes=["20000-50000"], riec_regions=["limburg"])
    Topic.objects.update(name="Anders")  # the load takes it back, and this
    Organisation.objects.update(website="")
    order: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(('UPDATE "cms_knowledgepage"', 'UPDATE "wagtailcore_page"')):
            order.append("page")
        return execute(sql, *rest)

    monkeypatch.setattr(statements(), "take_turn", lambda: order.append("turn"))
    with connection.execute_wrapper(note):
        load_reference_data()
    assert {*order} == {"page", "turn"}
    assert order == sorted(order)


@pytest.mark.parametrize("changed", [Municipality, Topic])
def test_a_change_that_no_item_shows_costs_as_much_for_many_as_for_one(changed: Any) -> None:
    def queries() -> int:
        row = changed.objects.get(name={Municipality: "Weert", Topic: "Bedreiging"}[changed])
        with CaptureQueriesContext(connection) as asked:
            row.save()
        return len(asked)

    def publish() -> None:
        draft = make_draft(size_classes=["20000-50000"], riec_regions=["limburg"])
        draft.keywords.add("hennep")
        go_live(draft)

    publish()
    queries()  # what is read once
    before = queries()
    for _number in range(3):
        publish()
    assert queries() == before
