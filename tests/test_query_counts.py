"""Every public page asks the database a fixed number of questions, however much there is."""

from itertools import product

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from cms.models import (
    CaseStudyPage,
    CollectionEntry,
    CollectionPage,
    GuidePage,
    KnowledgePage,
    LessonPage,
    PlaybookPage,
)
from tests.copies import multiply
from tests.factories import ITEM_TYPES, go_live, make_dossier, make_item, member_of

# Also for tests that read only numbers: so they come before tests that empty the database.
pytestmark = pytest.mark.django_db

LIMIT = 11
SIGNING_IN = 3  # the session, the person, and where that person belongs
SIZES = (70, 5_000)  # items in all; the first count is with a few

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
    "/zoeken/suggesties/?q=voorb",
    "/over/",
    "/sitemap.xml",
]
READERS = {"a stranger": LIMIT, "a member": LIMIT + SIGNING_IN}
ITEMS = [f"/organisaties/vng/{page_type.KIND}/" for page_type in ITEM_TYPES]
ADDRESSES = [*LISTS, *ITEMS]
DOSSIER = "/organisaties/vng/dossier/"

Counts = dict[tuple[str, str], list[int]]


def questions(client: Client, address: str) -> int:
    """Count the queries of an address."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def library() -> list[KnowledgePage]:
    """Publish two of every kind, linked to each other, some of them not for everybody."""
    shown = [make_item(kind, slug=kind.KIND) for kind in (CaseStudyPage, PlaybookPage, GuidePage)]
    links = {"linked_case": shown[0], "changed_playbook": shown[1], "changed_step": 1}
    shown.append(make_item(LessonPage, slug=LessonPage.KIND, **links))
    labels = ("green", "amber", "clear", "clear")
    rest = [make_item(kind, label=label) for kind, label in zip(ITEM_TYPES, labels, strict=True)]
    make_dossier(CollectionEntry(item=item) for item in shown)
    return shown + rest


@pytest.fixture(scope="module")
def counts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Counts:
    """Count for every reader and address, with a few items, with 70, and with 5,000."""
    counted: Counts = {}
    with django_db_blocker.unblock(), transaction.atomic():
        items = library()
        clients = {"a stranger": Client(), "a member": Client()}
        clients["a member"].force_login(member_of("lid", "vng"))
        for client, address in product(clients.values(), ADDRESSES):
            client.get(address)  # what a process asks once, such as its content types
        for size in (len(items), *SIZES):
            multiply(items, size - KnowledgePage.objects.count())
            for reader, client in clients.items():
                for address in ADDRESSES:
                    counted.setdefault((reader, address), []).append(questions(client, address))
        transaction.set_rollback(True)
    return counted


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("reader", READERS)
def test_a_page_asks_the_same_with_a_few_with_70_and_with_5000_items(
    counts: Counts, reader: str, address: str
) -> None:
    few, *more = counts[reader, address]
    assert more == [few, few]
    assert few <= READERS[reader]


def test_the_copies_are_shown_and_found_as_the_originals_are() -> None:
    multiply(library(), 92)
    client = Client()
    assert client.get("/zoeken/?q=voorbeeld").context["results"].total == 76  # 6 of every 8
    assert client.get("/lessen/?pagina=2").status_code == 200
    copy = KnowledgePage.objects.filter(slug__startswith="kopie-", label="clear").last()
    assert copy.title in client.get(copy.url).text


def test_a_dossier_asks_the_same_of_few_and_of_many() -> None:
    items = library()
    Client().get(DOSSIER)
    few = questions(Client(), DOSSIER)
    dossier = CollectionPage.objects.get(slug="dossier")
    dossier.entries.add(*[CollectionEntry(item=item) for item in items])
    go_live(dossier)
    assert questions(Client(), DOSSIER) == few <= LIMIT
