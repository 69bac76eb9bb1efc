"""What a page of one item does in a browser."""

import re

import pytest

from tests.journeys.addresses import PLAYBOOK

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser


def test_ticks_of_a_playbook_stay_in_the_browser_and_nowhere_else(page):
    sent = []
    page.goto(PLAYBOOK, wait_until="networkidle")
    page.on("request", lambda request: sent.append(request.url))
    box = page.locator("[data-check]").nth(1)
    box.check()
    assert sent == []
    page.reload()
    expect(box).to_be_checked()
    page.locator("[data-clear-checks]").click()
    expect(box).not_to_be_checked()
    page.reload()
    expect(box).not_to_be_checked()


def test_leaving_a_sensitive_page_leaves_no_way_back(page):
    weather = {"content_type": "text/html", "body": "<h1>Het weer</h1>"}
    page.route(re.compile("^https:"), lambda route: route.fulfill(**weather))
    page.goto("/")
    page.goto(PLAYBOOK)
    page.locator("[data-leave]").click()
    expect(page.get_by_role("heading")).to_have_text("Het weer")
    page.go_back()
    expect(page.locator("#home-search")).to_be_visible()


def test_buttons_that_need_a_script_are_not_there_without_one(browser, base_url):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PLAYBOOK)
    for button in ("[data-copy-link]", "[data-copy-text]", "[data-print]", "[data-clear-checks]"):
        expect(page.locator(button)).to_be_hidden()
    expect(page.locator("[data-leave]")).to_be_visible()
    context.close()


def test_a_reference_is_copied_as_it_stands_there(browser, base_url):
    context = browser.new_context(
        base_url=base_url, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(PLAYBOOK)
    page.locator("[data-copy-text]").click()
    expect(page.locator("[data-copy-text]")).to_have_text("De verwijzing is gekopieerd")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("[data-copy-source]").inner_text().strip()
    assert copied.endswith(f"{base_url}{PLAYBOOK}")
    context.close()


def test_the_keyboard_reaches_the_content_first(page):
    page.goto(PLAYBOOK)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_what_has_the_focus_can_be_seen(page):
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "3px" in outline
