"""Every page: no violations that axe sees, nothing sideways, light, nothing from elsewhere."""

import gzip

import pytest

from tests.journeys.addresses import EVERYTHING

pytest.importorskip("playwright.sync_api")
Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEAVIEST = 100_000  # bytes of a page with all it loads, gzipped


def violations(page):
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", EVERYTHING)
def test_axe_sees_no_violation(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    assert violations(page) == []


def test_axe_sees_no_violation_in_what_opens(page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/zoeken/?q=bedreiging")
    page.locator(".menu > summary").click()
    page.locator("#filters > summary").click()
    page.locator(".more > summary").first.click()
    assert violations(page) == []
    page.fill("#page-search", "bedreig")
    page.locator(".suggestions li").first.wait_for()
    assert violations(page) == []


def test_a_map_unfolds_on_a_phone_and_its_table_says_the_same(page):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/praktijkvoorbeelden/")
    page.locator(".unfold > details > summary").click()
    page.locator(".more > summary").first.click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    tiles = page.locator("[data-map] a").evaluate_all("tiles => tiles.map(tile => tile.href)")
    rows = (
        page.locator("table").first.locator("a").evaluate_all("rows => rows.map(row => row.href)")
    )
    assert sorted(tiles) == sorted(rows) != []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("address", EVERYTHING)
def test_nothing_goes_sideways(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 360])
def test_name_help_and_menu_fit_one_row_on_a_phone(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    parts = [page.locator(name).bounding_box() for name in (".brand", ".urgent", ".menu > summary")]
    middles = [round(part["y"] + part["height"] / 2) for part in parts]
    assert max(middles) - min(middles) <= 1


@pytest.mark.parametrize("address", EVERYTHING)
def test_a_page_is_light_and_asks_nobody_else(browser, base_url, address):
    """Bytes as they travel when the server in front compresses text."""
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    answers, complaints = [], []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - playwright marks its handlers
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address, wait_until="networkidle")
    elsewhere = [answer.url for answer in answers if not answer.url.startswith(base_url)]
    size = sum(len(gzip.compress(answer.body())) for answer in answers)
    context.close()
    assert elsewhere == []
    assert [text for text in complaints if "404" not in text] == []
    assert size <= HEAVIEST
