"""The desk of the CMS, as those who work there speak of it."""

import json
from typing import Any

import pytest

from tests.journeys.conftest import PATIENCE
from tests.journeys.test_every_page import OUR_PARTS, violations_everywhere

expect = pytest.importorskip("playwright.sync_api").expect


def at_the_desk(new_context: Any, signed_in: Any, who: str) -> Any:
    """Sit somebody down in a browser of their own."""
    page = new_context(storage_state=signed_in(who)).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/beheer/")
    return page


def waiting(page: Any) -> Any:
    return _panel(page, "Wacht op u")


def sent_back(page: Any) -> Any:
    return _panel(page, "Teruggestuurd naar u")


def _panel(page: Any, heading: str) -> Any:
    page.goto("/beheer/")
    return page.get_by_role("region", name=heading)


def choose(page: Any, name: str) -> None:
    """Choose below the form what happens to a draft."""
    page.locator("footer button[aria-expanded], footer [data-drilldown-toggle]").first.click()
    page.get_by_role("button", name=name, exact=True).click()


def said(page: Any, text: str) -> None:
    """Wait until the desk says so."""
    expect(page.locator(".messages")).to_contain_text(text)


def our_parts_are_readable(page: Any) -> None:
    """Axe sees nothing in what is ours on this page."""
    parts = [part for part in OUR_PARTS if page.locator(part).count()]
    assert parts
    assert violations_everywhere(page, json.dumps(parts)) == []
