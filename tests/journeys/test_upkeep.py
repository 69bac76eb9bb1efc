"""An editor says in one click that an item is still right, with the keyboard alone."""

import re

import pytest

from tests.journeys.test_editor import sign_in

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser


def test_an_editor_says_in_one_click_that_an_item_is_still_right(page, password):
    sign_in(page, "redacteur-limburg", password)
    page.goto("/beheer/reports/klopt-nog/")
    rows = page.locator("main table tbody tr")
    before = rows.count()
    button = rows.first.get_by_role("button", name=re.compile("Klopt nog"))
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messages .success")).to_contain_text("klopt nog")
    expect(rows).to_have_count(before - 1)
