"""Home, listings, topics, organisations, dossiers: what they count and list for who asks."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from cms.models import (
    CaseStudyPage,
    CollectionEntry,
    GuidePage,
    HomePage,
    KnowledgeIndexPage,
    KnowledgePage,
    LessonPage,
    Municipality,
    OrganisationIndexPage,
    OrganisationPage,
    PlaybookPage,
    StandardPage,
    TopicIndexPage,
    TopicPage,
)
from cms.reading import home_context
from cms.reading.order import in_dutch_order
from tests.cms.requests import request_of
from tests.factories import make_dossier, make_item, make_user

pytestmark = pytest.mark.django_db
ONLINE = "online-veiligheid-en-haat"


def test_home_counts_what_this_reader_may_read():
    make_item(GuidePage, topics=["doxing", "online-haat"], provinces=["limburg"])
    make_item(GuidePage, topics=["doxing"], provinces=["limburg"], label="green")
    home = HomePage.objects.get()
    stranger = home_context(home, request_of())
    member = home_context(home, request_of(make_user("lid", "Gemeenschap")))
    for context, number in ((stranger, 1), (member, 2)):
        counted = {topic["page"].topic.slug: topic["count"] for topic in context["topics"]}
        assert counted["online-veiligheid-en-haat"] == number
        assert context["total"] == number
        (limburg,) = [mark for mark in context["provinces"].marks if mark.slug == "limburg"]
        assert (limburg.count, limburg.step, limburg.percent) == (number, number, 100)
        assert len(context["newest"]) == number


def test_home_does_not_count_what_search_does_not_know():
    make_item(CaseStudyPage, size_classes=["tot-20000"])
    Municipality.objects.filter(size_class__slug="tot-20000").update(is_current=False)
    sizes = home_context(HomePage.objects.get(), request_of())["sizes"]
    assert [mark.count for mark in sizes.marks] == [0] * 5


def test_an_index_lists_its_kind_newest_first(client):
    make_item(GuidePage, title="Ouder", published_on=datetime.date(2025, 1, 1))
    make_item(GuidePage, title="Nieuwer", published_on=datetime.date(2026, 1, 1))
    make_item(LessonPage, title="Een les")
    text = client.get(KnowledgeIndexPage.objects.get(kind="handreiking").url).text
    assert text.index("Nieuwer") < text.index("Ouder")
    assert "Een les" not in text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("1", "1"), ("2", "2"), ("99", "2"), ("0", "1"), ("x", "1"), ("9" * 99, "1")],
)
def test_a_page_number_always_gives_a_page(client, asked, shown):
    for _ in range(13):
        make_item(GuidePage)
    url = KnowledgeIndexPage.objects.get(kind="handreiking").url
    response = client.get(url, {"pagina": asked})
    assert re.search(r'aria-current="page">\s*' + shown + "<", response.text)
    said = "Er is geen pagina 99. U ziet de laatste pagina."
    assert (said in response.text) == (asked == "99")


def test_a_page_number_after_the_first_shows_the_list_alone(client):
    for _ in range(13):
        make_item(CaseStudyPage)
        make_item(GuidePage)
    for kind, ways in (("praktijkvoorbeeld", "regions"), ("handreiking", "entrances")):
        url = KnowledgeIndexPage.objects.get(kind=kind).url
        assert ways in client.get(url).context
        assert ways not in client.get(url, {"pagina": 2}).context


def test_a_topic_page_starts_with_what_to_do_and_ends_with_what_happened(client):
    for number in range(4):
        make_item(LessonPage, topics=["doxing"], title=f"Les {number}")
    for page_type in (CaseStudyPage, GuidePage, PlaybookPage):
        make_item(page_type, topics=["online-haat"])
    response = client.get(TopicPage.objects.get(topic__slug=ONLINE).url)
    groups = response.context["groups"]
    kinds = ["draaiboek", "handreiking", "les", "praktijkvoorbeeld"]
    assert [group.kind for group in groups] == kinds
    assert [len(group.cards) for group in groups] == [1, 1, 3, 1]
    assert [bool(group.more) for group in groups] == [False, False, True, False]
    assert response.context["total"] == 7
    assert "soort=les&amp;onderwerp=online-veiligheid-en-haat" in response.text


def test_a_topic_page_has_items_of_its_sub_topics(client):
    make_item(GuidePage, title="Over doxing", topics=["doxing"])
    make_item(GuidePage, title="Over witwassen", topics=["witwassen-en-vastgoed"])
    text = client.get(TopicPage.objects.get(topic__slug=ONLINE).url).text
    assert "Over doxing" in text
    assert "Over witwassen" not in text
    assert "onderwerp=doxing" in text


def test_sub_topics_without_anything_to_read_are_no_links(client):
    make_item(GuidePage, topics=["doxing"])
    make_item(GuidePage, topics=["doxing"])
    make_item(GuidePage, topics=["online-haat"], label="green")
    for page in (TopicIndexPage.objects.get(), TopicPage.objects.get(topic__slug=ONLINE)):
        text = client.get(page.url).text
        assert text.count("onderwerp=doxing") == 1
        assert "onderwerp=online-haat" not in text


def test_an_organisation_shows_its_items_and_dossiers(client):
    item = make_item(GuidePage, title="Van Limburg", under="riec-limburg")
    page = OrganisationPage.objects.get(organisation__slug="riec-limburg")
    make_dossier([CollectionEntry(item=item)], under="riec-limburg", title="Nieuw in het ambt")
    text = client.get(page.url).text
    assert "Van Limburg" in text
    assert "Nieuw in het ambt" in text


def test_organisations_without_anything_to_read_stand_apart(client):
    make_item(GuidePage, under="riec-limburg")
    make_item(GuidePage, under="riec-rotterdam", label="amber")
    context = client.get(OrganisationIndexPage.objects.get().url).context
    assert [(each["page"].slug, each["count"]) for each in context["organisations"]] == [
        ("riec-limburg", 1)
    ]
    assert "riec-rotterdam" in [page.slug for page in context["others"]]


def test_titles_stand_in_the_order_of_a_dutch_dictionary():
    titles = ["zeeland", "Éénloket", "Egmond", "Élan", "Zaan", "Eenloket"]
    pages = [GuidePage(title=title) for title in titles]
    assert [page.title for page in in_dutch_order(pages)] == [
        *("Eenloket", "Éénloket", "Egmond", "Élan", "Zaan", "zeeland"),
    ]


def test_a_dossier_is_found_from_the_home_page_by_who_may_read_some_of_it(client):
    items = [make_item(GuidePage), make_item(GuidePage, label="green")]
    for slug, label, chosen in (("open", "Open", items), ("dicht", "Dicht", items[1:])):
        make_dossier((CollectionEntry(item=item) for item in chosen), title=label, slug=slug)
    found = client.get("/").context["dossiers"]
    assert [(each.title, each.count, each.minutes) for each in found] == [("Open", 1, 1)]
    client.force_login(make_user("lid", "Gemeenschap"))
    found = client.get("/").context["dossiers"]
    assert [(each.title, each.count) for each in found] == [("Dicht", 1), ("Open", 2)]


def test_a_dossier_keeps_its_order_and_hides_what_is_not_for_the_reader(client):
    first, second = make_item(GuidePage, title="Eerst"), make_item(GuidePage, title="Daarna")
    hidden = make_item(GuidePage, title="Vertrouwelijk", label="amber")
    entries = [
        CollectionEntry(item=second, note="Lees dit later", sort_order=2),
        CollectionEntry(item=hidden, note="Geheime noot", sort_order=1),
        CollectionEntry(item=first, note="Begin hier", sort_order=0),
    ]
    dossier = make_dossier(entries, title="Nieuw in het ambt", audience="raadsleden")
    text = client.get(dossier.url).text
    assert text.index("Begin hier") < text.index("Lees dit later")
    assert "Vertrouwelijk" not in text
    assert "Geheime noot" not in text
    assert client.get(dossier.url).context["minutes"] == 2


@pytest.mark.parametrize("page_type", [TopicIndexPage, OrganisationIndexPage, StandardPage])
def test_other_pages_open(client, page_type):
    page = page_type.objects.first()
    response = client.get(page.url)
    assert response.status_code == 200
    assert "<h1>" in response.text


def test_items_stand_in_the_menu_under_their_kind(client):
    text = client.get(make_item(LessonPage).url).text
    index = KnowledgeIndexPage.objects.get(kind="les")
    assert re.search(rf'href="{index.url}"\s+aria-current="true"', text)


def test_a_missing_page_and_a_hidden_page_are_the_same_for_everybody(client):
    hidden = make_item(GuidePage, label="amber-strict", under="riec-limburg")
    missing = hidden.url.rstrip("/") + "-bestaat-niet/"
    answers = [client.get(hidden.url), client.get(missing)]
    client.force_login(make_user("buitenstaander"))
    answers += [client.get(hidden.url), client.get(missing)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_signing_in_and_out_starts_at_the_header(client):
    text = client.get("/").text
    assert f'href="{reverse("account_login")}?next=/' in text
    client.force_login(make_user("lid"))
    assert f'action="{reverse("account_logout")}"' in client.get("/").text


def test_the_number_of_queries_does_not_grow_with_the_number_of_items(client):
    def addresses():
        yield from ("/", "/lessen/", "/onderwerpen/", "/organisaties/", "/organisaties/vng/")
        yield from (page.url for page in KnowledgePage.objects.all()[:4])

    for kind in (CaseStudyPage, LessonPage, PlaybookPage, GuidePage):
        make_item(kind)
    before = {address: _queries(client, address) for address in addresses()}
    for kind in (CaseStudyPage, LessonPage, PlaybookPage, GuidePage) * 2:
        make_item(kind)
    assert {address: _queries(client, address) for address in before} == before


def _queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_a_page_without_a_description_of_its_own_says_its_introduction(client):
    home = HomePage.objects.get()
    text = client.get(home.url).text
    assert f'<meta name="description" content="{escape(home.intro)}">' in text
