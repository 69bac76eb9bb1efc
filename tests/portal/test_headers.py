"""Security headers: on every answer, and looser only where the editor works."""

import pytest

pytestmark = pytest.mark.django_db


def policy_of(response) -> dict[str, str]:
    """The Content-Security-Policy of a response, by directive."""
    directives = response["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


@pytest.mark.parametrize("path", ["/healthz", "/robots.txt", "/", "/zoeken/", "/er-is-hier-niets/"])
def test_the_site_runs_nothing_that_is_not_its_own(client, path):
    policy = policy_of(client.get(path))
    assert policy == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }


def test_the_editor_may_run_inline_scripts_but_nothing_from_elsewhere(admin_client):
    policy = policy_of(admin_client.get("/beheer/"))
    assert policy["script-src"] == "'self' 'unsafe-inline'"
    assert policy["default-src"] == "'self'"
    assert not any("http" in sources or "*" in sources for sources in policy.values())


@pytest.mark.parametrize("path", ["/", "/beheer/login/", "/er-is-hier-niets/"])
def test_every_answer_carries_the_plain_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "geolocation=()" in headers["Permissions-Policy"]
