"""Every public page asks the database a fixed number of questions, however much there is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.models import (
    CaseStudyPage,
    CollectionEntry,
    CollectionPage,
    GuidePage,
    KnowledgePage,
    LessonPage,
    PlaybookPage,
)
from tests.factories import ITEM_TYPES, make_item, member_of, organisation

LIMIT = 12
SIGNING_IN = 3  # the session, the person, and where that person belongs

LISTS = [
    "/",
    "/praktijkvoorbeelden/",
    "/lessen/",
    "/draaiboeken/",
    "/handreikingen/",
    "/onderwerpen/",
    "/onderwerpen/agressie-en-intimidatie/",
    "/organisaties/",
    "/organisaties/vng/",
    "/zoeken/",
    "/zoeken/?q=voorbeeld",
    "/zoeken/?q=voorbeeld&onderwerp=bedreiging&grootte=tot-20000&soort=les",
    "/over/",
]


def questions(client: Client, address: str) -> int:
    """Count the queries of an address when Django knows its content types."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def fill(times: int) -> list[KnowledgePage]:
    """Publish items of every kind, some of them not for everybody."""
    made = []
    for number in range(times):
        label = ("clear", "clear", "green", "amber")[number % 4]
        made += [make_item(page_type, label=label) for page_type in ITEM_TYPES]
    return made


@pytest.fixture
def member(client: Client, db: None) -> Client:
    """Return a client of a member of RIEC Limburg."""
    client.force_login(member_of("lid", "riec-limburg"))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("address", LISTS)
def test_a_list_asks_the_same_of_few_and_of_many(address: str) -> None:
    fill(2)
    few = questions(Client(), address)
    fill(4)
    assert questions(Client(), address) == few <= LIMIT


@pytest.mark.parametrize("address", LISTS)
def test_a_list_asks_the_same_of_few_and_of_many_for_a_member(address: str, member: Client) -> None:
    fill(2)
    few = questions(member, address)
    fill(4)
    assert questions(member, address) == few <= LIMIT + SIGNING_IN


@pytest.mark.django_db
@pytest.mark.parametrize("page_type", ITEM_TYPES)
def test_an_item_asks_the_same_with_few_and_with_many_beside_it(
    page_type: type[KnowledgePage],
) -> None:
    page = make_item(page_type)
    fill(2)
    few = questions(Client(), page.url)
    fill(4)
    assert questions(Client(), page.url) == few <= LIMIT


@pytest.mark.django_db
def test_items_that_point_at_each_other() -> None:
    case, playbook = make_item(CaseStudyPage), make_item(PlaybookPage)
    lesson = make_item(LessonPage, linked_case=case, changed_playbook=playbook, changed_step=1)
    for page in (case, playbook, lesson, make_item(GuidePage)):
        assert questions(Client(), page.url) <= LIMIT


@pytest.mark.django_db
def test_a_dossier() -> None:
    page = CollectionPage(title="Dossier", slug="dossier")
    page.entries = [CollectionEntry(item=item) for item in fill(2)]
    organisation("vng").page.add_child(instance=page)
    few = questions(Client(), page.url)
    page.entries.add(*[CollectionEntry(item=item) for item in fill(5)])
    page.save()
    assert questions(Client(), page.url) == few <= LIMIT
