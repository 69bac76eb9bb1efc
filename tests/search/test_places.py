"""A municipality among the typed words: what fits it comes first, and the page says so."""

from collections.abc import Callable
from typing import Any

import pytest

from cms.access import STRANGER
from cms.models import Municipality
from search.contract import SearchQuery, SearchResults
from search.places import find
from search.search import search
from search.vocabulary import load

Add = Callable[..., int]
pytestmark = pytest.mark.django_db

LIMBURG = {"region": ("limburg",), "province": ("limburg",)}
ZEELAND = {"region": ("zeeland-west-brabant",), "province": ("zeeland",)}


def ask(text: str, **options: Any) -> SearchResults:
    return search(SearchQuery(reader=STRANGER, text=text, **options))


def named(text: str) -> str | None:
    mention = find(text, load(text).places)
    return mention.place.name if mention else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Venlo", "Venlo"),
        ("VENLO", "Venlo"),
        ("drugsafval in venlo?", "Venlo"),
        ("gemeente Venlo", "Venlo"),
        ("capelle aan den ijssel", "Capelle aan den IJssel"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("in ’s-hertogenbosch bedreigd", "'s-Hertogenbosch"),
        ("Den Bosch", "'s-Hertogenbosch"),
        ("Hengelo", "Hengelo (O.)"),
        ("Súdwest-Fryslân", "Súdwest-Fryslân"),
        ("gemeente Buren", "Buren"),
    ],
)
def test_a_municipality_is_known_by_its_name(text: str, name: str) -> None:
    assert named(text) == name


@pytest.mark.parametrize(
    "text",
    [
        *("", "Venl", "venlose", "mijn buren", "Buren", "best", "Utrecht", "Groningen"),
        *("Limburg", "Bergen", "gemeente Bergen", '"Venlo"', "„Venlo” drugs", "\ud800 x"),
    ],
)
def test_what_may_mean_something_else_is_a_word(text: str) -> None:
    assert named(text) is None


def test_a_municipality_that_merged_away_is_a_word() -> None:
    Municipality.objects.filter(name="Venlo").update(is_current=False)
    assert named("Venlo") is None


def test_a_place_alone_finds_its_region_first_and_what_is_for_all_of_its_size(
    add_document: Add,
) -> None:
    its_size = add_document(facets={"size": ("100000-250000",)})
    for_all = add_document()
    near = add_document(facets={**LIMBURG, "size": ("tot-20000",)})
    near_and_its_size = add_document(facets={**LIMBURG, "size": ("100000-250000",)})
    add_document(facets={**ZEELAND, "size": ("100000-250000",)})
    add_document(facets={"size": ("tot-20000",)})
    found = ask("Venlo")
    assert found.page_ids == (near_and_its_size, near, its_size, for_all)
    assert found.total == 4
    assert found.mention is not None
    assert found.mention.place.size == "100000-250000"


def test_with_other_words_a_place_only_says_what_comes_first(add_document: Add) -> None:
    near = add_document("Hennep", facets=LIMBURG)
    far = add_document("Hennep", facets=ZEELAND)
    add_document("Iets anders", facets=LIMBURG)
    assert ask("hennep Venlo").page_ids == (near, far)
    assert ask("hennep Veere").page_ids == (far, near)
    assert ask("hennep Venlo", sort="newest").page_ids == (far, near)


def test_between_quotes_a_name_is_a_word(add_document: Add) -> None:
    add_document("Iets", facets=LIMBURG)
    told = add_document("Een straat in Venlo")
    found = ask('"Venlo"')
    assert (found.page_ids, found.mention) == ((told,), None)
    add_document("Hennep")
    mention = ask("hennep in Venlo").mention
    assert mention is not None
    assert mention.as_word == 'hennep in "Venlo"'


def test_words_beside_a_place_are_put_right_and_the_place_is_not(add_document: Add) -> None:
    found = add_document("Hennepkwekerij met vennen")
    asked = ask("hennepkwekrij Venlo")
    assert (asked.page_ids, asked.suggestion) == ((found,), "hennepkwekerij Venlo")
    assert asked.mention is not None


def test_words_that_ask_nothing_beside_a_place_leave_the_place(add_document: Add) -> None:
    near = add_document(facets=LIMBURG)
    add_document(facets=ZEELAND)
    for text in ("Venlo", "in Venlo", "gemeente Venlo", "Venlo Venlo", "wat is er in de Venlo?"):
        assert ask(text).page_ids == (near,), text
        assert not ask(text).is_partial, text


def test_words_beside_a_place_that_find_nothing_are_left_out_and_that_is_said(
    add_document: Add,
) -> None:
    near = add_document(facets=LIMBURG)
    for text in ("xyzzy Venlo", "Venlo Roermond"):
        found = ask(text)
        assert (found.page_ids, found.is_partial) == ((near,), True), text
        assert found.mention is not None


def test_a_name_becomes_a_word_beside_a_loose_quote_too() -> None:
    mention = find('hennep " in Venlo', load("Venlo").places)
    assert mention is not None
    assert named(mention.as_word) is None
