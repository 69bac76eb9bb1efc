"""Every number beside a link equals what a click on it gives, for whoever asks."""

import pytest
from django.test import Client

from cms.models import CaseStudyPage, Municipality
from tests.factories import ITEM_TYPES, make_item, member_of

pytestmark = pytest.mark.django_db

ONLINE = "/onderwerpen/online-veiligheid-en-haat/"
CHARTS = [
    ("/", "provinces"),
    ("/", "sizes"),
    ("/praktijkvoorbeelden/", "regions"),
    ("/praktijkvoorbeelden/", "sizes"),
    ("/lessen/", "entrances"),
    ("/draaiboeken/", "entrances"),
    ("/handreikingen/", "entrances"),
    (ONLINE, "sizes"),
    ("/organisaties/riec-limburg/", "kinds"),
]
SMALL = "tot-20000"


@pytest.fixture
def some_of_everything() -> None:
    """Publish items of every kind and label, on sub-topics and main topics, here and there."""
    places = [
        {"riec_regions": ["limburg"], "provinces": ["limburg"], "size_classes": ["20000-50000"]},
        {"size_classes": [SMALL]},
        {},
    ]
    topics = [["doxing", "online-haat"], ["online-veiligheid-en-haat"], ["bibob"]]
    for number, label in enumerate(("clear", "green", "amber", "clear", "clear", "amber")):
        for page_type in ITEM_TYPES:
            make_item(
                page_type,
                under="riec-limburg",
                label=label,
                topics=topics[number % 3],
                phases=[("reageren", "voorkomen")[number % 2]],
                audience_roles=[("raadslid", "griffier")[number % 2], "burgemeester"],
                **places[number // 2 % 3],
            )


@pytest.fixture(params=["stranger", "member"])
def reader(request: pytest.FixtureRequest, client: Client, some_of_everything: None) -> Client:
    """Return a client of a stranger, and one of a member of the publisher."""
    if request.param == "member":
        client.force_login(member_of("lid", "riec-limburg"))
    return client


def total(client: Client, query: str) -> int:
    found: int = client.get(f"/zoeken/?{query}").context["results"].total
    return found


def test_a_number_is_what_its_click_gives(reader: Client) -> None:
    for address, name in CHARTS:
        marks = [mark for mark in reader.get(address).context[name].marks if mark.count]
        assert marks, address
        assert [mark.count for mark in marks] == [total(reader, mark.query) for mark in marks]
    topic = reader.get(ONLINE).context
    assert topic["total"] == total(reader, topic["query"])
    assert topic["children"]
    for child in topic["children"]:
        assert child.count == total(reader, f"onderwerp={child.slug}")


def test_a_chart_forgets_what_may_not_be_shown_of_an_unnamed_town(client: Client) -> None:
    make_item(CaseStudyPage, size_classes=[SMALL], topics=["doxing"])
    Municipality.objects.filter(size_class__slug=SMALL).update(is_current=False)
    for address in ("/praktijkvoorbeelden/", ONLINE):
        sizes = {mark.slug: mark.count for mark in client.get(address).context["sizes"].marks}
        assert sizes[SMALL] == 0
