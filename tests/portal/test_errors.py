"""Pages for what goes wrong: Dutch, and without a word of the inside."""

import pytest
from django.template.loader import render_to_string

pytestmark = pytest.mark.django_db


def test_a_missing_page_has_a_page_of_its_own(client):
    response = client.get("/er-is-hier-niets/")
    assert response.status_code == 404
    assert '<html lang="nl"' in response.text
    assert "/zoeken/" in response.text


@pytest.mark.parametrize("path", ["/%00/", "/lessen/%00", "/media/%00.png", "/beheer/%00/"])
def test_an_address_with_a_nul_is_missing(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert '<html lang="nl"' in response.text


def test_the_page_for_an_error_needs_nothing_that_may_be_broken(django_assert_num_queries):
    with django_assert_num_queries(0):
        text = render_to_string("500.html")
    assert '<html lang="nl"' in text
    assert "Traceback" not in text


def test_an_address_that_asks_too_much_gets_a_page_in_dutch(client):
    response = client.get("/lessen/?" + "&".join(f"a{number}=1" for number in range(1001)))
    assert response.status_code == 400
    assert '<html lang="nl"' in response.text
    assert "Bad Request" not in response.text
