"""Nothing that a reader can type or put in the address gives an error page."""

import string
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.access import STRANGER
from search.contract import SearchQuery
from search.facets import BY_PARAM
from search.indexing import write
from search.search import search
from tests.search.conftest import make_document

HOSTILE = [
    *string.punctuation,
    *(f"lab{mark}" for mark in string.punctuation),
    *(f"{mark}lab" for mark in string.punctuation),
    *(f"lab {mark} lab" for mark in string.punctuation),
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "lab AND OR NOT schuur",
    "NEAR(lab schuur, 2)",
    "title:lab",
    "{title body}: lab",
    "- title : lab",
    "^lab",
    "lab*",
    "lab + schuur",
    '"lab',
    '"lab" "',
    '""""',
    "'; DROP TABLE search_terms; --",
    "%s %(a)s {0} {tokens} \\",
    "\x00",
    "lab\x00schuur",
    "".join(map(chr, range(32))),
    "\u202e\u200b\ufeff",
    "\ud800",
    "lab \udfff schuur",
    "😀 lab",
    "l\u0301\u0301\u0301ab",
    "ﬁ ½ ² Ⅷ",
    "x" * 10_000,
    "lab " * 2_500,
    '"' * 10_000,
    "(" * 10_000,
    "é" * 10_000,
    "b en w " * 100,
    "openbare orde en veiligheid " * 40,
]


SOME = 12  # of the worst, one by one


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.django_db
def test_hostile_text_is_just_text(engine: str, text: str) -> None:
    found = search(SearchQuery(reader=STRANGER, text=text), engine=engine)
    assert found.total == 0


@pytest.mark.django_db
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text())
def test_any_text_is_just_text(engine: str, text: str) -> None:
    search(SearchQuery(reader=STRANGER, text=text), engine=engine)


def test_any_text_can_be_published(add_document: object) -> None:
    for text in HOSTILE:
        legal = text.encode("utf-8", "ignore").decode()
        write(make_document(legal, summary=legal, keywords=legal, body=legal))


@pytest.mark.parametrize("path", ["/zoeken/", "/zoeken/?fragment", "/zoeken/suggesties/"])
@pytest.mark.django_db
def test_hostile_text_in_the_address_is_answered(client: Client, path: str) -> None:
    for text in HOSTILE:
        response = client.get(path, {"q": text.encode("utf-8", "surrogatepass")})
        assert response.status_code == 200


@pytest.mark.parametrize("param", [*BY_PARAM, "sortering", "pagina", "fragment", "wat", "\x00"])
@pytest.mark.django_db
def test_hostile_values_in_the_address_are_answered(client: Client, param: str) -> None:
    values = [value.encode("utf-8", "surrogatepass") for value in HOSTILE]
    response = client.get("/zoeken/", {param: values})
    assert response.status_code == 200
    for value in values[-SOME:]:
        assert client.get("/zoeken/?fragment", {param: value}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "q=%ff%fe",
        "q=%ED%A0%80",
        "q=%",
        "q=%u0041",
        "&&&",
        "=",
        "q",
        "q[]=lab",
        ";q=lab",
        "&".join(f"onderwerp=x{number}" for number in range(2_000)),
        "&".join(f"p{number}=x" for number in range(2_000)),
        quote("<script>alert(1)</script>"),
    ],
)
@pytest.mark.django_db
def test_a_broken_address_is_answered(client: Client, query: str) -> None:
    for path in ("/zoeken/", "/zoeken/suggesties/"):
        assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.django_db
def test_what_is_said_back_is_escaped(client: Client) -> None:
    attack = "<script>alert(1)</script>"
    html = client.get("/zoeken/", {"q": attack, "soort": attack, "pagina": attack}).content.decode()
    assert attack not in html
    assert "&lt;script&gt;" in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/zoeken/", "/zoeken/suggesties/"])
def test_a_search_changes_nothing_so_it_is_never_posted(client: Client, path: str) -> None:
    assert client.post(path, {"q": "lab"}).status_code == 405
