"""What machines ask of the site."""

import pytest
from django.db import OperationalError, connection

pytestmark = pytest.mark.django_db


def test_healthz_says_that_the_database_answers(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_healthz_fails_when_the_database_does_not_answer(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["database"] == "unreachable"


def test_healthz_only_answers_questions(client):
    assert client.post("/healthz").status_code == 405


def test_robots_keeps_crawlers_from_the_desk_and_the_results(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://portal.example"
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /beheer/",
        "Disallow: /zoeken/?",
        "Disallow: /zoeken/suggesties/",
        "Sitemap: https://portal.example/sitemap.xml",
    ]


def test_security_txt_names_the_contact_and_an_expiry(client, settings, time_machine):
    time_machine.move_to("2026-11-24T12:00:00+00:00")
    settings.SECURITY_CONTACT = "mailto:veilig@portal.example"
    lines = client.get("/.well-known/security.txt").text.splitlines()
    assert lines[0] == "Contact: mailto:veilig@portal.example"
    assert lines[1] == "Expires: 2027-05-23T12:00:00+00:00"


def test_security_txt_is_missing_without_a_contact(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
