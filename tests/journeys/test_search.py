"""A stranger finds a case by topic and municipality size, with and without JavaScript."""

import re

import pytest

from tests.journeys.addresses import PLAYBOOK

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

TOPIC = "#onderwerp-agressie-en-intimidatie"
SIZE = "#grootte-tot-20000"
CASE_TITLE = "Raadslid thuis bedreigd"


def total(page):
    return int(page.locator("#total").inner_text().split()[0])


def test_a_stranger_searches_filters_and_opens_a_case(page):
    page.goto("/")
    page.fill("#home-search", "bedreigd thuis")
    page.press("#home-search", "Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=bedreigd"))
    found = total(page)

    page.check(TOPIC)
    expect(page).to_have_url(re.compile("onderwerp=agressie-en-intimidatie"))
    expect(page.locator(TOPIC)).to_be_focused()
    expect(page.locator("#search-status")).to_have_text(page.locator("#total").inner_text())
    page.check(SIZE)
    expect(page).to_have_url(re.compile("grootte=tot-20000"))
    assert 0 < total(page) <= found

    page.get_by_role("link", name=re.compile(CASE_TITLE)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(CASE_TITLE)


def test_the_same_search_without_javascript(browser, base_url):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#home-search", "bedreigd thuis")
    page.press("#home-search", "Enter")
    page.check(TOPIC)
    page.check(SIZE)
    page.locator("#filters button[type=submit]").click()
    expect(page).to_have_url(re.compile("onderwerp=agressie-en-intimidatie.*grootte=tot-20000"))
    expect(page.locator(SIZE)).to_be_checked()
    page.get_by_role("link", name=re.compile(CASE_TITLE)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(CASE_TITLE)
    context.close()


def test_the_number_beside_a_value_is_the_number_of_hits(page):
    page.goto("/zoeken/?q=bedreiging")
    row = page.locator("label", has=page.locator(SIZE))
    promised = int(row.locator(".count").inner_text())
    page.check(SIZE)
    expect(page.locator("#total")).to_have_text(re.compile(rf"^\s*{promised} "))


def test_back_and_a_chip_undo_a_filter(page):
    page.goto("/zoeken/?q=bedreiging")
    before = page.locator("#total").inner_text()
    page.check(SIZE)
    expect(page).to_have_url(re.compile("grootte=tot-20000"))
    page.go_back()
    expect(page.locator("#total")).to_have_text(before)
    expect(page.locator(SIZE)).not_to_be_checked()

    page.check(SIZE)
    page.locator(".chip").first.click()
    expect(page.locator("#total")).to_have_text(before)
    expect(page.locator("#total")).to_be_focused()


def test_when_fetching_fails_the_browser_loads_the_page(page):
    page.goto("/zoeken/?q=bedreiging")
    page.route(
        "**/zoeken/**",
        lambda route: (
            route.abort()
            if route.request.headers.get("x-requested-with") == "fetch"
            else route.continue_()
        ),
    )
    page.check(SIZE)
    page.wait_for_url(re.compile("grootte=tot-20000"))
    expect(page.locator(SIZE)).to_be_checked()


def test_titles_come_up_while_typing_and_go_by_the_keyboard(page):
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("van drei")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Van dreiging naar")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("g")
    expect(option).to_be_visible()
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(page).to_have_url(re.compile(PLAYBOOK))


def test_every_example_on_the_home_page_finds_something(page):
    page.goto("/")
    examples = page.locator(".hints a").evaluate_all("links => links.map(link => link.href)")
    assert examples
    for address in examples:
        page.goto(address)
        assert total(page) > 0, address


def test_the_link_to_the_content_fetches_nothing(page):
    page.goto("/zoeken/?q=bedreiging")
    fetched = []
    page.on("request", lambda request: fetched.append(request.resource_type))
    page.locator(".nl-skip-link").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.check(SIZE)
    expect(page).to_have_url(re.compile("grootte=tot-20000"))
    assert fetched.count("fetch") == 1


def test_when_fetching_takes_long_the_browser_loads_the_page(page):
    page.goto("/zoeken/?q=bedreiging")
    held = []
    page.route(
        "**/zoeken/**",
        lambda route: (
            held.append(route)
            if route.request.headers.get("x-requested-with") == "fetch"
            else route.continue_()
        ),
    )
    page.check(SIZE)
    page.wait_for_url(re.compile("grootte=tot-20000"))
    expect(page.locator(SIZE)).to_be_checked()
    for route in held:
        route.abort()


def test_a_question_of_10_kb_gets_an_answer(page):
    # Past what the test client can see: the web server has a limit of its own.
    response = page.request.get("/zoeken/", params={"q": "bedreiging " * 900})
    assert response.status == 200
    assert "resultaten" in response.text()
