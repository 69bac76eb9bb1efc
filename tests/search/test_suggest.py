"""Titles while somebody types: never of what the reader may not see."""

from collections.abc import Callable

from django.test import Client

from cms.access import STRANGER, Reader, reader_for
from cms.models import KnowledgePage
from search.suggest import titles
from tests.factories import make_item, make_user, member_of

Add = Callable[..., int]


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
