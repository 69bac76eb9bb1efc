"""While the site is being maintained, readers see a page that says so, and what to do in danger."""

import pytest


@pytest.fixture(autouse=True)
def maintenance(settings):
    settings.MAINTENANCE = True


@pytest.mark.parametrize(
    "path", ["/", "/zoeken/?q=doxing", "/zoeken/suggesties/?q=d", "/beheer/", "/nu-bedreigd/", "/x"]
)
def test_every_address_says_so_without_a_database(client, path):
    response = client.get(path)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response.headers
    assert '<html lang="nl"' in response.text
    assert 'href="tel:112"' in response.text


@pytest.mark.parametrize("method", ["post", "put", "delete", "head"])
def test_nothing_is_taken_in(client, method):
    assert getattr(client, method)("/inloggen/").status_code == 503


def test_the_health_check_stays_up_without_a_database(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "maintenance"}


@pytest.mark.django_db
def test_the_site_opens_again(client, settings):
    settings.MAINTENANCE = False
    assert client.get("/").status_code == 200
