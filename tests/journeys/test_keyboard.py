"""From search by filter to item and print, with keys alone; the focus is seen at every stop."""

import re

import pytest

from tests.journeys.sight import look

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

FARTHEST = 120  # stops of the Tab key
SIZE = "grootte-tot-20000"


def go_to(page, selector):
    """Press Tab until this has the focus; at every stop it must be seen where one is."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        assert look(page, "focusNow") == ""
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Not reached with {FARTHEST} times Tab: {selector}")


def search_from_home(page):
    page.goto("/")
    go_to(page, "#home-search")
    page.keyboard.type("bedreigd thuis")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=bedreigd"))


def filter_by_size(page):
    go_to(page, f"#{SIZE}")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("grootte=tot-20000"))
    expect(page.locator(f"#{SIZE}")).to_be_focused()


def open_the_first_case(page):
    go_to(page, "main h3 a[href*='raadslid-thuis-bedreigd']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Raadslid thuis bedreigd")


def shows_what_belongs_on_paper(page):
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".summary")).to_be_visible()
    expect(page.locator("article section p").first).to_be_visible()
    for part in (".menu-wide", ".menu", ".leave", ".tools", ".site-footer"):
        expect(page.locator(part)).to_be_hidden()


def test_search_filter_read_and_print_on_a_wide_screen(page):
    page.add_init_script("window.print = () => { window.printed = true }")
    page.set_viewport_size({"width": 1280, "height": 800})
    search_from_home(page)
    filter_by_size(page)
    open_the_first_case(page)
    go_to(page, "[data-print]")
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed")
    shows_what_belongs_on_paper(page)


def test_search_filter_and_read_on_a_phone(page):
    page.set_viewport_size({"width": 360, "height": 640})
    search_from_home(page)
    go_to(page, "#filters > summary")
    page.keyboard.press("Enter")
    filter_by_size(page)
    open_the_first_case(page)
    go_to(page, ".fold summary")
    page.keyboard.press("Space")
    expect(page.locator(".fold details").first).to_have_attribute("open", "")
    shows_what_belongs_on_paper(page)


def test_arrows_choose_a_suggestion_and_an_order(page):
    page.goto("/zoeken/")
    go_to(page, "#page-search")
    page.keyboard.type("van drei")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Van dreiging")

    page.goto("/zoeken/?q=bedreiging")
    go_to(page, "#sort")
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("sortering=nieuwste"))
    expect(page.locator("#sort")).to_be_focused()


def test_a_menu_opens_and_closes_with_a_key(page):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto("/")
    go_to(page, ".menu > summary")
    page.keyboard.press("Enter")
    go_to(page, ".menu nav a")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator(".menu nav")).to_be_hidden()
