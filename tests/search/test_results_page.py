"""The search page: what its template gets, for whom, in how many queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.models import AudienceRole, Kind, KnowledgePage
from search import views
from search.results import ResultsPage
from tests.factories import make_item, make_user, member_of

pytestmark = pytest.mark.django_db
MOST_QUERIES = 9
AGAIN = 2  # to look up words that nobody wrote, and to search once more
SIGNED_IN = 3  # the session, the person, and where that person belongs

Show = Callable[..., ResultsPage]


@pytest.fixture
def show(client: Client) -> Show:
    def get(path: str = "/zoeken/", **headers: Any) -> ResultsPage:
        response = client.get(path, headers=headers)
        assert response.status_code == 200
        page: ResultsPage = response.context["results"]
        return page

    return get


def values(page: ResultsPage, param: str) -> list[tuple[str, int, bool, bool]]:
    facet = next(facet for facet in page.facets if facet.param == param)
    buckets = [*facet.buckets, *facet.extra_buckets]
    return [(b.value, b.count, b.selected, b.is_child) for b in buckets]


def url_of(page: ResultsPage, param: str, value: str) -> str:
    facet = next(facet for facet in page.facets if facet.param == param)
    return next(b.url for b in [*facet.buckets, *facet.extra_buckets] if b.value == value)


def test_a_hit_is_a_card_with_its_words_marked(show: Show) -> None:
    page = make_item(title="Hennep & schuur", summary="Een kwekerij.", label="clear")
    (card,) = show("/zoeken/?q=hennep").cards
    assert (card.id, card.title, card.url) == (page.pk, "Hennep & schuur", page.get_url())
    assert card.title_html == "<mark>Hennep</mark> &amp; schuur"
    assert card.text_html == "Een kwekerij."


def test_a_projection_gone_stale_shows_nobody_a_thing(show: Show) -> None:
    page = make_item(title="Hennep")
    KnowledgePage.objects.filter(pk=page.pk).update(label="amber-strict")
    assert show("/zoeken/?q=hennep").cards == []


def test_each_number_is_the_number_of_hits_behind_its_address(show: Show) -> None:
    make_item(topics=["bedreiging"], size_classes=["20000-50000"])
    make_item(topics=["bedreiging", "doxing"], audience_roles=["wethouder"])
    make_item(topics=["stalking-en-belaging"], phases=["herstellen"])
    start = show()
    assert start.total == 3
    for facet in start.facets:
        assert facet.buckets
        for bucket in facet.buckets:
            assert show(bucket.url).total == bucket.count


def test_a_second_value_widens_and_a_second_facet_narrows(show: Show) -> None:
    make_item(audience_roles=["wethouder"], phases=["reageren"])
    make_item(audience_roles=["raadslid"], phases=["herstellen"])
    page = show("/zoeken/?rol=wethouder")
    assert page.total == 1
    assert show(url_of(page, "rol", "raadslid")).total == 2
    page = show("/zoeken/?rol=wethouder&fase=herstellen")
    assert page.total == 0
    assert values(page, "fase") == [("reageren", 1, False, False), ("herstellen", 0, True, False)]


def test_topics_open_one_level_when_chosen(show: Show) -> None:
    make_item(topics=["bedreiging"])
    make_item(topics=["bedreiging"])
    make_item(topics=["verbale-agressie"])
    make_item(topics=["doxing"])
    page = show()
    main = ("agressie-en-intimidatie", 3, False, False)
    other = ("online-veiligheid-en-haat", 1, False, False)
    assert values(page, "onderwerp") == [main, other]
    page = show(url_of(page, "onderwerp", main[0]))
    assert page.total == 3
    assert values(page, "onderwerp") == [
        ("agressie-en-intimidatie", 3, True, False),
        ("bedreiging", 2, False, True),
        ("verbale-agressie", 1, False, True),
        other,
    ]
    page = show(url_of(page, "onderwerp", "bedreiging"))
    assert page.total == 2
    assert [chip.label for chip in page.chips] == ["Bedreiging"]
    assert values(page, "onderwerp")[:2] == [
        ("agressie-en-intimidatie", 3, True, False),
        ("bedreiging", 2, True, True),
    ]
    assert show(url_of(page, "onderwerp", "verbale-agressie")).total == 3
    assert url_of(page, "onderwerp", "bedreiging").endswith("?onderwerp=agressie-en-intimidatie")
    assert url_of(page, "onderwerp", main[0]).endswith("?onderwerp=agressie-en-intimidatie")


def test_a_form_that_sends_a_main_topic_and_one_below_it_narrows(show: Show) -> None:
    make_item(topics=["bedreiging"])
    make_item(topics=["verbale-agressie"])
    both = show("/zoeken/?onderwerp=agressie-en-intimidatie&onderwerp=bedreiging")
    assert both.total == 1
    assert both.ignored == ()


def test_a_long_facet_shows_six_values_and_the_chosen_ones_first(show: Show) -> None:
    slugs = list(AudienceRole.objects.values_list("slug", flat=True)[:9])
    make_item(audience_roles=slugs)
    page = show()
    facet = next(facet for facet in page.facets if facet.param == "rol")
    known = [*facet.buckets, *facet.extra_buckets]
    assert len(known) == 9
    assert len(facet.buckets) == 6
    last = facet.extra_buckets[-1]
    facet = next(facet for facet in show(last.url).facets if facet.param == "rol")
    assert facet.buckets[0].value == last.value
    assert len(facet.buckets) == 6


def test_chips_take_a_filter_away(show: Show) -> None:
    make_item(title="Hennep", audience_roles=["wethouder"])
    page = show("/zoeken/?q=hennep&soort=les&rol=wethouder&rol=raadslid&sortering=nieuwste")
    assert page.total == 0
    assert [chip.label for chip in page.chips] == [
        str(Kind.LESSON.label),
        "Wethouder",
        "Raadslid",
    ]
    assert page.chips[0].remove_url == (
        "/zoeken/?q=hennep&rol=wethouder&rol=raadslid&sortering=nieuwste"
    )
    assert show(page.chips[0].remove_url).total == 1
    assert page.clear_url == "/zoeken/?q=hennep&sortering=nieuwste"
    assert show("/zoeken/").clear_url == "/zoeken/"


def test_pages_link_to_each_other_and_one_too_far_gives_the_last(show: Show) -> None:
    for _number in range(11):
        make_item(title="Hennep")
    page = show("/zoeken/?q=hennep")
    assert (page.total, len(page.cards), page.page, page.page_count) == (11, 10, 1, 2)
    assert [(link.number, link.current) for link in page.pages] == [(1, True), (2, False)]
    assert (page.previous_url, page.next_url) == ("", "/zoeken/?q=hennep&pagina=2")
    page = show("/zoeken/?q=hennep&pagina=7")
    assert (len(page.cards), page.page) == (1, 2)
    assert (page.previous_url, page.next_url) == ("/zoeken/?q=hennep", "")


def test_a_page_beyond_the_last_is_said_to_be_missing(client: Client) -> None:
    def shown(number: int, text: str = "hennep") -> bool:
        page = client.get(f"/zoeken/?q={text}&pagina={number}").content.decode()
        return "Er is geen pagina 99. U ziet de laatste pagina." in page

    make_item(title="Hennep")
    assert shown(99)
    assert not shown(1)
    assert not shown(99, "xyzzy")  # nothing was found, and the page says that


def test_hits_can_be_ordered_when_something_is_typed(show: Show) -> None:
    make_item(title="Hennep", published_on="2020-01-01")
    make_item(title="Iets", summary="Hennep", published_on="2026-01-01")
    options = show("/zoeken/?q=hennep").sort_options
    assert [(o.value, o.selected) for o in options] == [("relevantie", True), ("nieuwste", False)]
    page = show("/zoeken/?q=hennep&sortering=nieuwste")
    assert [card.title for card in page.cards] == ["Iets", "Hennep"]
    assert [o.selected for o in page.sort_options] == [False, True]
    assert [o.value for o in show().sort_options] == ["nieuwste"]


def test_unknown_values_are_said(show: Show) -> None:
    page = show("/zoeken/?rol=keizer&grootte=tot-20000&pagina=x")
    assert len(page.ignored) == 2
    assert "keizer" in page.ignored[0]
    assert [chip.label for chip in page.chips] != []


def test_a_misspelt_word_can_be_clicked(show: Show) -> None:
    make_item(title="Hennepkwekerij")
    page = show("/zoeken/?q=hennepkwekrij&sortering=nieuwste&pagina=2")
    assert page.suggestion is not None
    assert page.suggestion.text == "hennepkwekerij"
    assert page.suggestion.url == "/zoeken/?q=hennepkwekerij&sortering=nieuwste"
    assert show(page.suggestion.url).total == 1


def test_nothing_found_gives_near_topics_that_have_items_for_this_reader(show: Show) -> None:
    make_item(topics=["bedreiging"])
    make_item(topics=["doxing"])
    make_item(topics=["doxing"])
    make_item(topics=["woningscan"], label="green")
    page = show("/zoeken/?q=bedrading")
    assert page.total == 0
    assert page.near_topics[0].label == "Bedreiging"
    assert "woningscan" not in {topic.url.rsplit("=", 1)[-1] for topic in page.near_topics}
    for topic in page.near_topics:
        assert show(topic.url).total == topic.count
    assert show("/zoeken/").near_topics == ()


def test_a_script_gets_the_results_alone(client: Client) -> None:
    make_item(title="Hennep")
    whole = client.get("/zoeken/?q=hennep")
    part = client.get("/zoeken/?q=hennep", headers={"X-Requested-With": "fetch"})
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert b"Hennep" in part.content
    assert not whole.context["is_fragment"]
    assert b"<html" not in client.get("/zoeken/?q=hennep&fragment").content
    assert "X-Requested-With" in whole["Vary"]


def test_what_a_signed_in_reader_finds_stays_out_of_caches(client: Client) -> None:
    assert "no-store" not in client.get("/zoeken/").get("Cache-Control", "")
    client.force_login(make_user("lezer"))
    response = client.get("/zoeken/")
    assert response["Cache-Control"] == "private, no-store"
    assert "Cookie" in response["Vary"]


def test_members_find_more_than_strangers(client: Client, show: Show) -> None:
    make_item(title="Hennep", label="amber", under="ccv")
    assert show("/zoeken/?q=hennep").total == 0
    assert show("/zoeken/").facets == []
    client.force_login(member_of("lid", "ccv"))
    page = show("/zoeken/?q=hennep")
    assert (page.total, page.cards[0].label_code) == (1, "AMBER")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/zoeken/", MOST_QUERIES),
        ("/zoeken/?q=hennep", MOST_QUERIES),
        ("/zoeken/?q=hennep+venlo", MOST_QUERIES),
        (
            "/zoeken/?q=hennep&onderwerp=bedreiging&soort=praktijkvoorbeeld&rol=raadslid",
            MOST_QUERIES,
        ),
        ("/zoeken/?q=hennip", MOST_QUERIES + AGAIN),
        ("/zoeken/?q=hennep+xyzzy", MOST_QUERIES + AGAIN),
        ("/zoeken/?q=xyzzy", MOST_QUERIES),
        ("/zoeken/suggesties/?q=hen", MOST_QUERIES),
    ],
)
@pytest.mark.parametrize("signed_in", [False, True])
def test_a_search_takes_the_same_few_queries_whatever_there_is(
    client: Client, path: str, most: int, signed_in: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is noted after the answer is counted apart (test_misses.py); this client waits for it.
    monkeypatch.setattr(views, "note_after", lambda response, text: None)
    if signed_in:
        client.force_login(member_of("lid", "ccv"))

    def number_of_queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    make_item(title="Hennep", topics=["bedreiging"])
    assert number_of_queries() <= most + SIGNED_IN * signed_in
    one = number_of_queries()  # the second request finds what is kept in between, such as the site
    for number in range(12):
        make_item(
            title="Hennep",
            topics=["bedreiging", "doxing"],
            label="clear" if number % 2 else "green",
            size_classes=["20000-50000"],
        )
    assert number_of_queries() == one
