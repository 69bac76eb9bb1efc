"""What the search page says around its results: numbers, help at once, what crawlers may take."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

pytestmark = pytest.mark.django_db


def test_numbers_have_a_point_for_thousands() -> None:
    bucket = {"value": "les", "label": "Les", "count": 1234, "selected": False}
    results = {"total": 12345, "cards": [], "facets": [], "missing_page": 1234}
    results_in_words = render_to_string("search/_results.html", {"results": results})
    assert "1.234" in render_to_string("components/facet_values.html", {"buckets": [bucket]})
    assert "12.345 resultaten" in results_in_words
    assert "Er is geen pagina 1.234." in results_in_words
    assert "12.345" in render_to_string("search/_title.html", {"results": results, "text": "lab"})


def test_crawlers_may_take_the_empty_search_page_and_no_results(client: Client) -> None:
    assert b"noindex" not in client.get("/zoeken/").content
    assert b"noindex" in client.get("/zoeken/?q=hennep").content
    assert b"noindex" in client.get("/zoeken/?rol=raadslid").content


@pytest.mark.parametrize(
    ("text", "is_urgent"),
    [
        ("er staat iemand voor mijn deur", True),
        ("Ik word BEDREIGD", True),
        ("bedreiging", True),
        ("vakantiepark", False),
        ("", False),
    ],
)
def test_who_may_be_in_danger_sees_the_way_to_help_first(
    client: Client, text: str, is_urgent: bool
) -> None:
    page = client.get("/zoeken/", {"q": text}).content.decode()
    assert ("Is er nu gevaar? Bel 112." in page) == is_urgent
