"""Best bets: which words they answer, for whom, beside which filters, in how many queries."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.access import STRANGER, Reader, reader_for
from cms.models import KnowledgePage
from search.analysis import lists
from search.bestbets.words import key_of
from search.contract import Pinned, SearchQuery, SearchResults
from search.indexing import rebuild_projection
from search.models import BestBet, BestBetPhrase
from search.results import ResultsPage
from search.search import search
from tests.factories import go_live, make_item, make_user, member_of

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12

Show = Callable[[str], ResultsPage]


@pytest.fixture
def show(client: Client) -> Show:
    def get(query: str) -> ResultsPage:
        response = client.get(f"/zoeken/?{query}")
        assert response.status_code == 200
        page: ResultsPage = response.context["results"]
        return page

    return get


def pin(item: KnowledgePage, *words: str, **fields: Any) -> BestBet:
    bet = BestBet(item=item.knowledgepage_ptr, words="\n".join(words), **fields)
    bet.full_clean()
    bet.save()
    return bet


def ask(text: str, *, engine: str = "database", reader: Reader = STRANGER, **asked: Any) -> Any:
    results: SearchResults = search(SearchQuery(reader=reader, text=text, **asked), engine=engine)
    return results


def pinned(text: str, **asked: Any) -> list[int]:
    return [pin.page_id for pin in ask(text, **asked).pinned]


class TestWords:
    @pytest.mark.parametrize(
        "typed",
        [
            *("raadslid bedreigd", "Bedreigde raadsleden", "BEDREIGD RAADSLID"),
            *("Een raadslid is bedreigd?", "bedreigd bedreigd raadslid", "ráádslid, “bedreigd”"),
        ],
    )
    def test_the_same_words_are_the_same_question(self, typed: str, engine: str) -> None:
        page = make_item(title="Hennep")
        pin(page, "raadslid bedreigd", note="Begin hier.")
        assert ask(typed, engine=engine).pinned == (Pinned(page.pk, "Begin hier."),)

    @pytest.mark.parametrize(
        "typed", ["raadslid", "raadslid thuis bedreigd", "raadslid gehuldigd", "wat is het", ""]
    )
    def test_fewer_more_or_other_words_are_another_question(self, typed: str) -> None:
        pin(make_item(), "raadslid bedreigd")
        assert pinned(typed) == []

    def test_each_phrasing_counts(self) -> None:
        page = make_item()
        pin(page, "ik word bedreigd", "mijn adres staat online")
        assert pinned("wat moet ik doen als ik bedreigd word") == [page.pk]
        assert pinned("adres") == []
        assert pinned("staat mijn adres online?") == [page.pk]

    def test_a_typing_error_is_put_right(self, engine: str) -> None:
        page = make_item(title="Hennepkwekerij")
        pin(page, "hennepkwekerij")
        found = ask("hennepkwekrij", engine=engine)
        assert found.suggestion == "hennepkwekerij"
        assert [pin.page_id for pin in found.pinned] == [page.pk]

    def test_what_was_typed_goes_before_what_was_probably_meant(self, engine: str) -> None:
        page, other = make_item(title="Hennepkwekerij"), make_item()
        pin(page, "hennepkwekerij")
        pin(other, "hennepkwekrij")
        found = ask("hennepkwekrij", engine=engine)
        assert found.suggestion == "hennepkwekerij"
        assert [pin.page_id for pin in found.pinned] == [other.pk]

    @pytest.mark.parametrize("typed", ['"', "\x00", "\udcff", "a" * 10_000, "x " * 10_000])
    def test_hostile_words_pin_nothing(self, typed: str) -> None:
        pin(make_item(), "raadslid bedreigd")
        assert pinned(typed) == []

    def test_what_changes_in_the_word_lists_counts_after_a_rebuild(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = make_item()
        pin(page, "raadslid bedreigd")
        monkeypatch.setattr(lists, "stopwords", lambda: frozenset({"bedreigd"}))
        assert pinned("raadslid") == []
        rebuild_projection()
        assert pinned("raadslid") == [page.pk]

    def test_two_that_come_to_the_same_words_show_once(self) -> None:
        page = make_item()
        first, second = pin(page, "raadslid", note="Eerst."), pin(page, "wethouder")
        BestBetPhrase.objects.filter(bet=second).update(key=key_of("raadslid"))
        assert ask("raadslid").pinned == (Pinned(page.pk, first.note),)


class TestRules:
    @pytest.mark.parametrize("words", ["", "  \n ", "wat is het", "?!", "raadslid\nhoe en waarom"])
    def test_words_that_ask_nothing_are_refused(self, words: str) -> None:
        page = make_item()
        with pytest.raises(ValidationError) as refused:
            BestBet(item=page.knowledgepage_ptr, words=words).full_clean()
        assert set(refused.value.message_dict) == {"words"}

    @pytest.mark.parametrize("words", ["x" * 201, "\n".join(f"woord{n}" for n in range(31))])
    def test_too_much_is_refused(self, words: str) -> None:
        page = make_item()
        with pytest.raises(ValidationError, match=r"te lang|meer dan 30"):
            BestBet(item=page.knowledgepage_ptr, words=words).full_clean()

    def test_the_same_words_for_the_same_item_are_refused(self) -> None:
        page = make_item()
        bet = pin(page, "raadslid bedreigd", "hulp")
        with pytest.raises(ValidationError, match="Dit stuk staat al bovenaan bij “bedreigde raad"):
            pin(page, "aangifte", "bedreigde raadsleden")
        bet.full_clean()
        pin(make_item(), "raadslid bedreigd")

    def test_two_lines_with_the_same_words_are_one(self) -> None:
        bet = pin(make_item(), "raadslid  bedreigd", "raadslid bedreigd", "bedreigde raadsleden")
        assert bet.words == "raadslid bedreigd\nbedreigde raadsleden"
        assert bet.phrases.count() == 1

    def test_the_last_day_is_not_before_the_first(self) -> None:
        day = datetime.date(2026, 3, 1)
        pin(make_item(), "hulp", starts_on=day, ends_on=day)
        with pytest.raises(ValidationError, match="vóór de eerste"):
            pin(make_item(), "hulp", starts_on=day, ends_on=datetime.date(2026, 2, 28))

    @pytest.mark.parametrize(
        ("first", "last", "shows"),
        [(None, 0, True), (0, None, True), (0, 0, True), (1, None, False), (None, -1, False)],
    )
    def test_it_shows_from_the_first_day_to_the_last(
        self, first: int | None, last: int | None, shows: bool
    ) -> None:
        days = [
            None if days is None else timezone.localdate() + datetime.timedelta(days=days)
            for days in (first, last)
        ]
        pin(make_item(), "hulp", starts_on=days[0], ends_on=days[1])
        assert bool(pinned("hulp")) is shows


class TestReaders:
    def test_only_those_who_may_read_it_see_it(self) -> None:
        page = make_item(label="amber", under="ccv")
        pin(page, "hulp bij dreiging")
        assert pinned("hulp bij dreiging") == []
        assert pinned("hulp bij dreiging", reader=reader_for(make_user("x", "Gemeenschap"))) == []
        assert pinned("hulp bij dreiging", reader=reader_for(member_of("lid", "ccv"))) == [page.pk]

    def test_a_change_of_the_item_counts_at_once(self) -> None:
        page = make_item()
        pin(page, "hulp")
        page.label = "green"
        go_live(page)
        assert pinned("hulp") == []
        page.label = "clear"
        go_live(page)
        assert pinned("hulp") == [page.pk]
        page.unpublish()
        assert pinned("hulp") == []
        go_live(page)
        assert pinned("hulp") == [page.pk]
        page.delete()
        assert pinned("hulp") == []
        assert not BestBet.objects.exists()

    def test_what_one_may_not_read_takes_no_place_of_the_three(self) -> None:
        pin(make_item(label="green"), "hulp")
        pages = [make_item() for _number in range(4)]
        for page in pages:
            pin(page, "hulp")
        assert pinned("hulp") == [page.pk for page in pages[:3]]


class TestResults:
    def test_it_stands_above_the_hits_and_they_stay_as_they_are(self, engine: str) -> None:
        pages = [make_item(title="Hennep") for _number in range(3)]
        before = ask("hennep", engine=engine)
        pin(pages[0], "hennep")
        pin(make_item(title="Iets anders"), "hennep")
        after = ask("hennep", engine=engine)
        assert len(after.pinned) == 2
        assert (after.total, after.page_ids, after.facets) == (
            before.total,
            before.page_ids,
            before.facets,
        )

    def test_a_hit_that_is_pinned_is_counted_and_not_shown_twice(self, show: Show) -> None:
        hit, other, outside = make_item(title="Hennep"), make_item(title="Hennep"), make_item()
        pin(hit, "hennep", note="Begin hier.")
        pin(outside, "hennep")
        page = show("q=hennep")
        assert [(row.card.id, row.note) for row in page.recommended] == [
            (hit.pk, "Begin hier."),
            (outside.pk, ""),
        ]
        assert [card.id for card in page.cards] == [other.pk]
        assert page.total == 2
        assert page.recommended[0].card.title_html == "<mark>Hennep</mark>"

    def test_only_the_first_page_shows_it(self, show: Show) -> None:
        pages = [make_item(title="Hennep", published_on=f"2020-01-{n:02}") for n in range(1, 12)]
        pin(pages[0], "hennep")
        newest = "q=hennep&sortering=nieuwste"
        assert [row.card.id for row in show(newest).recommended] == [pages[0].pk]
        assert len(show(newest).cards) == 10
        second = show(f"{newest}&pagina=2")
        assert second.recommended == []
        assert [card.id for card in second.cards] == [pages[0].pk]

    def test_a_filter_that_excludes_it_takes_it_away(self, show: Show) -> None:
        page = make_item(title="Hennep", audience_roles=["wethouder"], topics=["doxing"])
        pin(page, "hennep")
        for fitting in ("rol=wethouder", "rol=raadslid&rol=wethouder", "onderwerp=doxing"):
            assert show(f"q=hennep&{fitting}").recommended
        for excluding in ("rol=raadslid", "rol=wethouder&onderwerp=bibob", "soort=les"):
            assert show(f"q=hennep&{excluding}").recommended == []

    def test_without_hits_it_is_said_that_there_is_nothing_else(
        self, client: Client, show: Show
    ) -> None:
        pin(make_item(title="Hennep"), "xyzzy")
        page = client.get("/zoeken/?q=xyzzy").content.decode()
        assert "Verder is er niets gevonden." in page
        assert show("q=xyzzy").total == 0

    def test_the_page_says_in_words_who_recommends_it_and_why(self, client: Client) -> None:
        pin(make_item(title="Hennep"), "hennep", note="Begin <hier>.")
        page = client.get("/zoeken/?q=hennep").content.decode()
        assert "Aanbevolen door de redactie" in page
        assert "Begin &lt;hier&gt;." in page
        assert page.index("Aanbevolen door de redactie") < page.index("Begin &lt;hier&gt;.")
        assert "Aanbevolen" not in client.get("/zoeken/?q=kweek").content.decode()


class TestQueries:
    def questions(self, client: Client, query: str) -> int:
        client.get(f"/zoeken/?{query}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/zoeken/?{query}").status_code == 200
        return len(asked)

    @pytest.mark.parametrize("signed_in", [False, True])
    def test_a_page_with_best_bets_stays_within_the_bound(
        self, client: Client, signed_in: bool
    ) -> None:
        if signed_in:
            client.force_login(member_of("lid", "ccv"))
        make_item(title="Hennep")
        without = self.questions(client, "q=hennep")
        for _number in range(4):
            pin(make_item(title="Hennep"), "hennep", "xyzzy")
        assert self.questions(client, "q=hennep") == without <= MOST_QUERIES
        assert self.questions(client, "q=hennep&rol=raadslid") == without
        assert self.questions(client, "q=xyzzy") <= MOST_QUERIES

    def test_words_that_ask_nothing_and_later_pages_cost_no_query(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            ask("wat is het")
            ask("hennep", page=2)
            ask("")
        assert not [query for query in asked if "bestbet" in query["sql"]]
