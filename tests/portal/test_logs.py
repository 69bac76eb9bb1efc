"""What the logs of the site and its server say: no link that opens something by itself."""

import io
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from gunicorn.config import Config

from portal import demo

TOKEN = "q3vJ-Zt_" + "k" * 35
SECRET_LINKS = {
    "hand_in_status": f"/deel-een-les/{TOKEN}/",
    "invitation_link": f"/uitnodiging/{TOKEN}/",
    "account_confirm_email": f"/mijn-account/adres/{TOKEN}/",
    "account_reset_password_from_key": f"/wachtwoord/nieuw/1a-{TOKEN}/",
}
every_link = pytest.mark.parametrize("link", SECRET_LINKS.values())


def patterns(resolver: Any) -> Iterator[Any]:
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            yield from patterns(each)
        else:
            yield each


def test_every_secret_link_is_known() -> None:
    secret = re.compile(r"[<](token|key)[>]|:(token|key)[>]")
    named = {each.name for each in patterns(get_resolver()) if secret.search(str(each.pattern))}
    leads_elsewhere = {"wagtailadmin_password_reset_confirm"}  # all under its address is redirected
    assert named - leads_elsewhere == set(SECRET_LINKS)
    assert reverse("hand_in_status", args=[TOKEN]) == SECRET_LINKS["hand_in_status"]


@every_link
@pytest.mark.django_db
def test_the_site_logs_what_was_refused_without_the_link(site_log: io.StringIO, link: str) -> None:
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.post(link, {"action": "withdraw"})
    logging.getLogger("django.request").error("Internal Server Error: %s", link)
    logging.getLogger("django.server").warning('"GET %s HTTP/1.1" 500', link)
    start = link.partition(TOKEN)[0].removesuffix("1a-")
    assert site_log.getvalue().count(f"{start}…") == 3
    assert TOKEN not in site_log.getvalue()


def access(link: str, log: Path, name: str) -> str:
    """Return what the server writes of a request for this link."""
    config = Config()
    config.set("logger_class", name)
    config.set("accesslog", str(log))
    config.set("access_log_format", '%(r)s %(U)s "%(f)s" "%({referer}i)s" %({raw_uri}e)s')
    logger = config.logger_class(config)
    names = ["REQUEST_METHOD", "SERVER_PROTOCOL", "QUERY_STRING"]
    environ = {**dict.fromkeys(names, "-"), "RAW_URI": link, "PATH_INFO": link}
    environ["HTTP_REFERER"] = (
        f"https://veilig.example/?url=https%3A%2F%2Fx{link.replace('/', '%2F')}"
    )
    request = SimpleNamespace(headers=[("REFERER", f"https://portaal.example{link}?a=1")])
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    logger.access(answer, request, environ, timedelta())
    for handler in list(logging.getLogger("gunicorn.access").handlers):
        handler.close()
        logging.getLogger("gunicorn.access").removeHandler(handler)
    return log.read_text()


@every_link
def test_the_server_logs_who_asked_without_the_link(tmp_path: Path, link: str) -> None:
    said = access(link, tmp_path / "access.log", "portal.logs.ServerLog")
    assert said.count("…") == 5
    assert TOKEN not in said
    assert "?a=1" in said


def test_the_product_starts_its_server_with_that_log(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(demo.os, "execv", lambda program, words: started.append(words))
    demo.serve("127.0.0.1:8001", reload=False)
    compose = yaml.safe_load((settings.BASE_DIR / "compose.yaml").read_text())
    for words in (" ".join(started[0]), compose["services"]["web"]["command"]):
        assert "--logger-class portal.logs.ServerLog" in words
