"""How words are understood: all of them, some of them, as meant, or exactly as typed."""

from collections.abc import Callable
from typing import Any

from cms.access import STRANGER
from search.contract import SearchQuery, SearchResults
from search.query import FEW
from search.search import search

Add = Callable[..., int]


def ask(text: str, **options: Any) -> SearchResults:
    return search(SearchQuery(reader=STRANGER, text=text, **options))


def test_with_few_documents_that_have_all_words_those_with_some_come_after(
    add_document: Add,
) -> None:
    some = add_document("Lab in de stad")
    both = add_document("Lab in de schuur")
    add_document("Iets anders")
    found = ask("lab schuur")
    assert found.page_ids == (both, some)
    assert found.is_partial


def test_with_enough_documents_that_have_all_words_only_those_are_found(add_document: Add) -> None:
    both = [add_document("Lab in de schuur") for _number in range(FEW)]
    add_document("Lab in de stad")
    found = ask("lab schuur")
    assert sorted(found.page_ids) == both
    assert not found.is_partial


def test_a_filter_does_not_change_how_many_words_must_match(add_document: Add) -> None:
    lesson = {"kind": ("les",)}
    one = add_document("Lab in de schuur", facets=lesson)
    for _number in range(FEW):
        add_document("Lab in de schuur")
    add_document("Lab in de stad", facets=lesson)
    assert ask("lab schuur", filters=lesson).page_ids == (one,)


def test_words_between_quotes_must_match(add_document: Add) -> None:
    exact = add_document("Lab in de schuur")
    add_document("Schuur met een lab")
    assert ask('"lab in de schuur" stad').page_ids == (exact,)


def test_a_compound_is_taken_apart_and_put_together(add_document: Add) -> None:
    apart = add_document("Aanpak van het recreatiepark")
    add_document("Iets anders")
    found = ask("recreatieparkaanpak")
    assert (found.page_ids, found.suggestion) == ((apart,), "recreatiepark aanpak")
    assert ask("recreatieparksaanpak").page_ids == (apart,)
    together = add_document("Verontreinigingsheffing")
    assert ask("verontreiniging heffing").page_ids == (together,)


def test_what_belongs_with_a_good_match_moves_up(add_document: Add) -> None:
    background = [add_document("Iets over hennep en stroom") for _number in range(FEW)]
    lesson = add_document("Iets over hennep en stroom")
    case = add_document("Hennep op zolder", summary="Hennep", links=str(lesson))
    found = ask("hennep").page_ids
    assert found[:2] == (case, lesson)
    assert set(found[2:]) == set(background)


def test_what_a_reader_may_not_see_moves_nothing(add_document: Add) -> None:
    first = add_document("Iets over hennep")
    second = add_document("Iets over hennep")
    add_document("Hennep", links=str(first), tokens=frozenset({"community"}))
    assert ask("hennep").page_ids == (second, first)
