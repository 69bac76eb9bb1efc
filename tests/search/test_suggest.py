"""Titles while somebody types, and "did you mean": never of what the reader may not see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cms.access import STRANGER, Reader, reader_for
from cms.models import KnowledgePage
from search.contract import SearchQuery
from search.indexing import withdraw
from search.models import PublicWord
from search.search import search
from search.suggest import titles
from tests.factories import make_item, make_user, member_of

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


def test_a_suggestion_gives_this_reader_something_with_these_filters(add_document: Add) -> None:
    add_document("Hennep", facets={"kind": ("les",)})
    assert meant("hennip", filters={"kind": ("les",)}) == "hennep"
    assert meant("hennip", filters={"kind": ("draaiboek",)}) is None


def found(text: str, reader: Reader = STRANGER) -> list[str]:
    return [page.title for page in titles(text, reader)]


def test_titles_go_on_from_what_was_typed(db: None) -> None:
    make_item(title="Bedreigingen van raadsleden")
    make_item(title="Woonoverlast in de kern")
    make_item(title="Iets anders", summary="Bedreiging")
    assert found("bedreiging") == found("BEDREIGINGE") == ["Bedreigingen van raadsleden"]
    assert found("raadsleden bedr") == ["Bedreigingen van raadsleden"]
    assert found("overl") == ["Woonoverlast in de kern"]
    assert found("b") == found("  ") == found("?!") == found("van het") == []


def test_at_most_eight_titles(db: None) -> None:
    for number in range(9):
        make_item(title=f"Voorbeeld {number}")
    assert len(found("voor")) == 8


def test_titles_are_those_of_the_reader(db: None) -> None:
    make_item(title="Hennep voor iedereen")
    make_item(title="Hennep voor de gemeenschap", label="green")
    make_item(title="Hennep voor ons", label="amber-strict", under="ccv")
    community = reader_for(make_user("gast", "Gemeenschap"))
    member = reader_for(member_of("lid", "ccv"))
    assert len(found("hennep")) == 1
    assert len(found("hennep", reader=community)) == 2
    assert len(found("hennep", reader=member)) == 3


def test_a_title_gone_stale_is_not_shown(db: None) -> None:
    page = make_item(title="Hennep")
    KnowledgePage.objects.filter(pk=page.pk).update(label="amber")
    assert found("hennep") == []


def test_titles_as_json(client: Client, db: None) -> None:
    page = make_item(title='Hennep & "wiet"')
    response = client.get("/zoeken/suggesties/", {"q": "hen"})
    assert response.json() == {
        "suggesties": [{"titel": page.title, "url": page.get_url(), "soort": page.kind_label}]
    }
    assert "no-store" not in response.get("Cache-Control", "")
    client.force_login(make_user("lezer"))
    response = client.get("/zoeken/suggesties/", {"q": "hen"})
    assert response["Cache-Control"] == "private, no-store"
    assert client.get("/zoeken/suggesties/").json() == {"suggesties": []}
