"""The search and its projection from a terminal."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.models import KnowledgePage
from search.models import BestBet, DocumentText, SearchDocument
from tests.factories import make_item, make_user, member_of

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def answer(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("search", *arguments, "--json"))
    return found


def test_the_answer_as_json() -> None:
    page = make_item(title="Hennep", topics=["bedreiging"], audience_roles=["wethouder"])
    found = answer("hennep")
    assert list(found) == [
        *("engine", "milliseconds", "total", "suggestion", "place", "stand_in", "partial"),
        *("recommended", "hits", "facets"),
    ]
    assert (found["engine"], found["total"], found["suggestion"]) == ("database", 1, None)
    assert found["milliseconds"] > 0
    (hit,) = found["hits"]
    score = hit.pop("score")
    assert score > 0
    assert hit == {
        "id": page.pk,
        "kind": "praktijkvoorbeeld",
        "title": "Hennep",
        "url": page.get_url(),
        "label": "clear",
    }
    assert list(found["facets"]) == [
        *("soort", "onderwerp", "grootte", "rol", "fase", "regio", "provincie"),
        *("organisatie", "jaar"),
    ]
    assert found["facets"]["rol"] == [
        {"value": "wethouder", "name": "Wethouder", "count": 1, "selected": False}
    ]


def test_what_editors_recommend_stands_apart() -> None:
    page, other = make_item(title="Hennep"), make_item(title="Hennepkwekerij")
    assert answer("hennep")["recommended"] == []
    BestBet.objects.create(item=page.knowledgepage_ptr, words="hennep", note="Begin hier.")
    found = answer("hennep")
    assert {hit["id"] for hit in found["hits"]} == {page.pk, other.pk}
    assert found["total"] == 2
    assert found["recommended"] == [
        {
            "id": page.pk,
            "kind": "praktijkvoorbeeld",
            "title": "Hennep",
            "url": page.get_url(),
            "label": "clear",
            "note": "Begin hier.",
        }
    ]
    assert f"Aanbevolen: Hennep  {page.get_url()}  Begin hier." in run("search", "hennep")


def test_filters_are_those_of_an_address() -> None:
    make_item(title="Hennep", audience_roles=["wethouder"])
    make_item(title="Hennep", audience_roles=["raadslid"], phases=["herstellen"])
    both = answer("hennep", "--filter", "rol=wethouder", "--filter", "rol=raadslid")
    assert both["total"] == 2
    assert all(bucket["selected"] for bucket in both["facets"]["rol"])
    assert answer("--filter", "rol=raadslid", "--filter", "fase=herstellen")["total"] == 1


def test_without_a_name_the_reader_is_a_stranger() -> None:
    make_item(title="Hennep", label="amber", under="ccv")
    member_of("lid", "ccv")
    make_user("gast", "Gemeenschap")
    assert answer("hennep")["total"] == 0
    assert answer("hennep", "--as", "gast")["total"] == 0
    assert answer("hennep", "--as", "lid")["total"] == 1
    assert answer("hennep", "--as", "lid")["hits"][0]["label"] == "amber"


def test_size_and_engine(engine: str) -> None:
    for _number in range(3):
        make_item(title="Hennep")
    found = answer("hennep", "--size", "2", "--engine", engine)
    assert (found["total"], len(found["hits"]), found["engine"]) == (3, 2, engine)


def test_the_answer_in_words() -> None:
    page = make_item(title="Hennepkwekerij")
    said = run("search", "kwekerij", "--filter", "rol=raadslid")
    assert "Hennepkwekerij" in said
    assert page.get_url() in said
    assert "rol: raadslid (1)" in said
    assert "hennepkwekerij" in run("search", "hennepkwekrij")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--filter", "kleur=rood"], "schrijf NAAM=WAARDE; de namen zijn soort, onderwerp"),
        (["--filter", "rol"], "rol"),
        (["--filter", "rol=keizer"], "keizer"),
        (["--as", "niemand"], "niemand: deze gebruiker bestaat niet"),
        (["--size", "0"], "--size: kies 1 tot en met 100"),
        (["--size", "1000"], "--size"),
        (["--engine", "snelste"], "snelste"),
        (["--size", "x"], "--size"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(arguments: list[str], reason: str) -> None:
    with pytest.raises((CommandError, KeyError), match=reason):
        call_command("search", "hennep", *arguments)


def test_hostile_words_are_just_words() -> None:
    for text in ('"', "a" * 10_000, "\x00", "\udcff", "NEAR(", "'; --", "%s"):
        assert answer(text)["total"] == 0


def test_rebuilding_fills_an_empty_projection(engine: str) -> None:
    page = make_item(title="Hennep")
    draft = make_item(title="Hennep")
    draft.unpublish()
    gone = make_item(title="Hennep")
    KnowledgePage.objects.filter(pk=gone.pk).update(live=False)
    SearchDocument.objects.filter(pk=page.pk).delete()
    assert "1 " in run("search_index", "rebuild")
    found = answer("hennep", "--engine", engine)
    assert [hit["id"] for hit in found["hits"]] == [page.pk]
    assert not SearchDocument.objects.get(pk=gone.pk).is_live


def test_rebuilding_writes_anew_and_raises_no_version() -> None:
    page = make_item(title="Hennep")
    version = SearchDocument.objects.get(pk=page.pk).version
    DocumentText.objects.update(title="Verouderd")
    run("search_index", "rebuild")
    run("search_index", "rebuild")
    assert SearchDocument.objects.get(pk=page.pk).version == version
    assert DocumentText.objects.get().title == "Hennep"
    assert answer("hennep")["total"] == 1


def test_checking_finds_and_repairs_what_differs() -> None:
    changed, missing, extra = (make_item(title="Hennep") for _number in range(3))
    assert "Every" in run("search_index", "check")
    KnowledgePage.objects.filter(pk=changed.pk).update(title="Akker")
    SearchDocument.objects.filter(pk=missing.pk).delete()
    KnowledgePage.objects.filter(pk=extra.pk).update(live=False)
    with pytest.raises(CommandError, match="1 missing, 1 out of date, 1 too many"):
        run("search_index", "check")
    assert "Repaired" in run("search_index", "check", "--repair")
    assert "Every" in run("search_index", "check")
    assert DocumentText.objects.get(pk=changed.pk).title == "Akker"
    assert [hit["id"] for hit in answer("hennep")["hits"]] == [missing.pk]
