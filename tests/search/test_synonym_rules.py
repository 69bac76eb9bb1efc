"""Synonyms of editors: what a rule does for readers, at once, and what a broken one cannot do."""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.access import STRANGER
from search.contract import SearchQuery
from search.models import BestBet, SynonymRule
from search.query import parse
from search.results import ResultsPage
from search.search import search
from search.synonyms import reviewed, with_editors
from search.synonyms.expansion import MOST_ALTERNATIVES, reviewed_rules
from search.synonyms.faults import MAX_RULE, faults_in
from tests.factories import make_item, member_of

Add = Callable[..., int]
Show = Callable[[str], ResultsPage]

# Words that stand in no rule of the reviewed file.
TYPED, WRITTEN = "glimhesje", "wijkwachter"


@pytest.fixture
def show(client: Client, db: None) -> Show:
    def get(text: str) -> ResultsPage:
        response = client.get("/zoeken/", {"q": text})
        assert response.status_code == 200
        page: ResultsPage = response.context["results"]
        return page

    return get


@pytest.fixture
def editor(db: None) -> Client:
    """Return a browser in which an editor is signed in."""
    browser = Client()
    browser.force_login(member_of("redacteur", "vng", "editors"))
    return browser


def save(editor: Client, rule: str, number: int | None = None, *, on: bool = True) -> None:
    """Add a rule in the CMS, or change the one with this number."""
    address = reverse("synoniemen:edit", args=[number]) if number else reverse("synoniemen:add")
    values = {"rule": rule, "note": "Zo zeggen bewoners het."} | ({"is_active": "on"} if on else {})
    response = editor.post(address, values)
    assert response.status_code == 302, response.context["form"].errors


def written(*rules: str, **fields: Any) -> None:
    """Write rules as a script does: no form, no signal."""
    SynonymRule.objects.bulk_create(SynonymRule(rule=rule, **fields) for rule in rules)


def test_a_rule_counts_at_once_on_off_changed_and_gone(
    engine: str, editor: Client, show: Show
) -> None:
    make_item(title=f"Een {WRITTEN} in de buurt")
    assert show(TYPED).total == 0
    save(editor, f"{TYPED} => {WRITTEN}, flatcoach")
    page = show(TYPED)
    assert (page.total, page.engine, page.is_stand_in) == (1, engine, False)
    assert page.cards[0].title_html == f"Een <mark>{WRITTEN}</mark> in de buurt"
    rule = SynonymRule.objects.get()
    save(editor, rule.rule, rule.pk, on=False)
    assert show(TYPED).total == 0
    save(editor, f"groenjas => {WRITTEN}", rule.pk)
    assert (show(TYPED).total, show("groenjas").total) == (0, 1)
    editor.post(reverse("synoniemen:delete", args=[rule.pk]))
    assert show("groenjas").total == 0


def test_equals_go_both_ways_and_an_arrow_goes_one_way(
    engine: str, editor: Client, show: Show
) -> None:
    make_item(title="Het glimhesje")
    make_item(title="De wijkwachter en de groene jas")
    save(editor, f"{TYPED}, {WRITTEN}")
    save(editor, "kleedkamer => groene jas")
    assert {show(TYPED).total, show(WRITTEN).total} == {2}
    assert (show("kleedkamer").total, show("groene jas").total) == (1, 1)
    assert [c.title for c in show("kleedkamer").cards] == ["De wijkwachter en de groene jas"]


def test_other_forms_of_the_words_and_expressions_of_several_words_count(
    engine: str, add_document: Add, editor: Client
) -> None:
    page_id = add_document("De wijkwachters en hun hesje")
    save(editor, "Gele KAARTEN, wijkwachter")
    for text in ("gele kaarten", "een gele kaart"):
        found = search(SearchQuery(reader=STRANGER, text=text), engine=engine)
        assert found.page_ids == (page_id,), text
        assert "<mark>wijkwachters</mark>" in found.highlights[page_id].title


def test_a_rule_counts_beside_those_of_the_reviewed_file(add_document: Add, show: Show) -> None:
    make_item(title="De buitengewoon opsporingsambtenaar")
    make_item(title=f"Een {WRITTEN}")
    written(f"boa, {WRITTEN}")
    assert show("boa").total == 2


def test_a_rule_of_one_word_takes_no_compound_away(engine: str, add_document: Add) -> None:
    page_id = add_document("Verontreinigingsheffing")

    def found() -> tuple[int, ...]:
        query = SearchQuery(reader=STRANGER, text="verontreiniging heffing")
        return search(query, engine=engine).page_ids

    assert found() == (page_id,)
    for rule in ("heffing => belasting", "verontreiniging => smurrie"):
        written(rule)
        assert found() == (page_id,), rule


def test_a_change_without_a_signal_counts_at_once(show: Show) -> None:
    make_item(title=f"Een {WRITTEN}")
    written(f"{TYPED} => {WRITTEN}", is_active=False)
    assert show(TYPED).total == 0
    SynonymRule.objects.update(is_active=True)
    assert show(TYPED).total == 1


def test_a_word_with_a_synonym_is_no_typing_error(add_document: Add, show: Show) -> None:
    make_item(title="Hennep op zolder")
    page = show("hennip")
    assert page.suggestion is not None
    written("hennip => groenteteelt")
    assert (show("hennip").suggestion, show("hennip").total) == (None, 0)


def test_the_words_that_were_meant_have_their_synonyms_too(show: Show) -> None:
    make_item(title="Hennep op zolder")
    make_item(title=f"Een {WRITTEN}")
    written(f"hennep => {WRITTEN}")
    page = show("hennip")
    assert (page.total, page.suggestion and page.suggestion.text) == (2, "hennep")


def test_words_beside_a_municipality_have_their_synonyms(show: Show) -> None:
    make_item(title=f"Een {WRITTEN}")
    written(f"{TYPED} => {WRITTEN}")
    page = show(f"{TYPED} Venlo")
    assert (page.total, page.place and page.place.name) == (1, "Venlo")


def test_words_between_quotes_have_none(show: Show) -> None:
    make_item(title=f"Een {WRITTEN}")
    written(f"{TYPED} => {WRITTEN}")
    assert show(f'"{TYPED}"').total == 0


def test_the_command_knows_them_too(db: None) -> None:
    make_item(title=f"Een {WRITTEN}")
    written(f"{TYPED} => {WRITTEN}")
    out = StringIO()
    call_command("search", TYPED, "--json", stdout=out)
    assert json.loads(out.getvalue())["total"] == 1


def test_what_a_reader_may_not_read_stays_out_of_sight(show: Show) -> None:
    make_item(title=f"Een {WRITTEN}", label="green")
    written(f"{TYPED} => {WRITTEN}")
    page = show(TYPED)
    assert (page.total, page.cards, page.suggestion) == (0, [], None)


def test_best_bets_stay_with_the_words_that_they_are_pinned_to(show: Show) -> None:
    item = make_item(title="Iets anders")
    BestBet.objects.create(item=item.knowledgepage_ptr, words=WRITTEN)
    written(f"{TYPED}, {WRITTEN}")
    assert (len(show(WRITTEN).recommended), len(show(TYPED).recommended)) == (1, 0)


# --- What it costs --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", TYPED, f"{TYPED} venlo", "hennip", "xyzzy"])
def test_rules_cost_no_query(show: Show, text: str) -> None:
    make_item(title=f"Hennep en een {WRITTEN}")

    def queries() -> int:
        show(text)
        with CaptureQueriesContext(connection) as captured:
            show(text)
        return len(captured)

    without = queries()
    written(*(f"woord{number} => ander{number}" for number in range(200)))
    assert queries() == without


def test_nothing_is_built_when_nothing_changed(show: Show) -> None:
    written(f"{TYPED} => {WRITTEN}", "kleedkamer => flatcoach")
    show(TYPED)
    before = with_editors.cache_info().misses
    for _time in range(3):
        show(TYPED)
    assert with_editors.cache_info().misses == before
    assert with_editors(()) is reviewed()


# --- Rules that only a script can write -----------------------------------------------------------

BROKEN = [
    "",
    "   ",
    "=>",
    f"{TYPED} =>",
    f"=> {WRITTEN}",
    f"{TYPED} => {WRITTEN} => {TYPED}",
    ",,,,",
    "de, het",
    "?! => ...",
    TYPED,
    f"{TYPED}, {TYPED}",
    f"{TYPED} => {TYPED}",
    f"{TYPED},\n{WRITTEN}",
    f"{TYPED} => " + "x" * 10_000,
    f"{TYPED} => " + "de " * 100,
    ", ".join(f"woord{number}" for number in range(2_000)),
    '" => ; DROP TABLE search_terms =>',
    "%s %(rule)s {0} => \\",
    "\u202e\u200b, \ufeff",
]


@pytest.mark.parametrize("rule", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_rule_is_left_out_with_a_line_in_the_log(
    engine: str, show: Show, rule: str, caplog: pytest.LogCaptureFixture
) -> None:
    if connection.vendor != "sqlite" and len(rule) > MAX_RULE:
        pytest.skip("the column refuses it")
    make_item(title=f"Een {WRITTEN}")
    written(rule, f"groenjas => {WRITTEN}")
    with_editors.cache_clear()
    assert show(TYPED).total == 0
    assert show("groenjas").total == 1
    lines = [record for record in caplog.records if record.name == "search.synonyms.expansion"]
    assert len(lines) >= 1
    assert all("\n" not in line.getMessage() for line in lines)


def test_a_loop_that_a_script_wrote_ends(engine: str, show: Show) -> None:
    make_item(title=f"Een {WRITTEN}")
    written(f"{TYPED} => {WRITTEN}", f"{WRITTEN} => {TYPED}", "a1 => b1", "b1 => c1", "c1 => a1")
    assert (show(TYPED).total, show("a1 b1 c1").total) == (1, 0)


def test_thousands_of_synonyms_of_each_word_are_cut_to_what_an_engine_takes(
    engine: str, show: Show
) -> None:
    typed = [f"typ{number}" for number in range(32)]
    sides = {word: [f"{word}x{number}" for number in range(380)] for word in typed}
    written(
        *(
            f"{word} => {', '.join(others[first : first + 19])}"
            for word, others in sides.items()
            for first in range(0, len(others), 19)
        )
    )
    page = show(" ".join(typed))
    assert (page.total, page.engine, page.is_stand_in) == (0, engine, False)
    rules = tuple(SynonymRule.objects.values_list("rule", flat=True))
    assert len(with_editors(rules).alternatives("typ0")) == MOST_ALTERNATIVES


@settings(deadline=None)  # the first example reads the word lists
@given(
    st.text(alphabet=st.sampled_from("ab =>,\n\x00'\"é😀de"), max_size=60) | st.text(max_size=60)
)
def test_any_text_is_a_rule_or_has_a_reason(text: str) -> None:
    assert all(fault.message and fault.code for fault in faults_in(text))
    assert parse("a b de", with_editors((text,)))


def test_the_bound_of_a_rule_is_what_the_column_holds() -> None:
    assert SynonymRule._meta.get_field("rule").max_length == MAX_RULE


def test_the_reviewed_file_keeps_to_most_of_the_form() -> None:
    """What it may do beside: name a word on both sides, for other words that stand there too."""
    faults = [fault for rule in reviewed_rules() for fault in faults_in(rule.text)]
    assert {fault.code for fault in faults} <= {"itself"}
