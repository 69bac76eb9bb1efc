"""Words that were probably meant: only those of public documents, only if nothing was found."""

from collections.abc import Callable
from typing import Any

import pytest

from cms.access import STRANGER
from search.contract import SearchQuery
from search.indexing import withdraw
from search.models import PublicWord
from search.search import search

Add = Callable[..., int]


def meant(text: str, **options: Any) -> str | None:
    return search(SearchQuery(reader=STRANGER, text=text, **options)).suggestion


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hennip", "hennep"),
        ("Hennip", "hennep"),
        ("hennepkwekrij", "hennepkwekerij"),
        ("een hennip in de scuur?", "een hennep in de schuur?"),
        ("shcuur", "schuur"),
    ],
)
def test_a_misspelt_word_is_put_right(add_document: Add, typed: str, expected: str) -> None:
    add_document("Hennep in de schuur", body="Een hennepkwekerij.")
    assert meant(typed) == expected


@pytest.mark.parametrize("typed", ["", "hennep", "limburg", "henn", "xyzzy", "de", "ab", "2026"])
def test_no_suggestion_without_a_near_word(add_document: Add, typed: str) -> None:
    add_document("Hennep in de schuur")
    assert meant(typed) is None


def test_of_equally_near_words_the_most_used_is_meant(add_document: Add) -> None:
    add_document("Hand")
    for _number in range(2):
        add_document("Land")
    assert meant("vand") == "land"


def test_no_suggestion_when_something_is_found(add_document: Add) -> None:
    add_document("Hennip")
    add_document("Hennep")
    assert meant("hennip") is None


def test_words_of_restricted_documents_are_never_suggested(add_document: Add) -> None:
    add_document("Kwekerij", tokens=frozenset({"community"}))
    add_document("Kwekerij", tokens=frozenset({"org:1", "client-of:1"}))
    assert meant("kwekerji") is None
    assert not PublicWord.objects.exists()


def test_words_of_a_withdrawn_document_are_forgotten(add_document: Add) -> None:
    first, second = add_document("Kwekerij schuur"), add_document("Kwekerij")
    withdraw([first])
    assert list(PublicWord.objects.values_list("word", "documents")) == [("kwekerij", 1)]
    withdraw([second])
    assert not PublicWord.objects.exists()


def test_a_filter_does_not_change_how_words_are_understood(add_document: Add) -> None:
    add_document("Hennep", facets={"kind": ("les",)})
    assert meant("hennip", filters={"kind": ("les",)}) == "hennep"
    assert meant("hennip", filters={"kind": ("draaiboek",)}) == "hennep"
