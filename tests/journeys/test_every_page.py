"""Every page in every state: no violations that axe sees, and light."""

import gzip
import json
import re

import pytest

from tests.journeys.addresses import EVERYTHING
from tests.journeys.states import DESK, STATES

pytest.importorskip("playwright.sync_api")
AXE_SCRIPT = pytest.importorskip("axe_playwright_python.base").AXE_SCRIPT

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The CMS as a whole is Wagtail's; these parts of it are ours.
OUR_PARTS = (".w-panel--dashboard", ".rich-text", "main form", "main .listing", ".word-file")
HEAVIEST = 100_000  # bytes of a page with all it loads, gzipped

states = pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)


def violations(page, within="document"):
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate(f"axe.run({within}, {json.dumps(options)})")["violations"]
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]


def violations_everywhere(page, within="document"):
    """What axe sees on a phone and on a wide screen, in both colour schemes."""
    page.wait_for_load_state("load")  # after a click: the stylesheet too
    page.evaluate(AXE_SCRIPT)
    # Axe takes a canvas that no rule coloured to be white, also in the dark scheme.
    page.evaluate("document.documentElement.style.backgroundColor ||= 'Canvas'")
    found = {}
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found |= {(width, scheme, *each): None for each in violations(page, within)}
    return list(found)


def test_a_map_unfolds_on_a_phone_and_its_table_says_the_same(page):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/praktijkvoorbeelden/")
    page.locator(".unfold > details > summary").click()
    page.locator(".more > summary").first.click()
    page.evaluate(AXE_SCRIPT)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    tiles = page.locator("[data-map] a").evaluate_all("tiles => tiles.map(tile => tile.href)")
    rows = (
        page.locator("table").first.locator("a").evaluate_all("rows => rows.map(row => row.href)")
    )
    assert sorted(tiles) == sorted(rows) != []


@states
def test_axe_sees_no_violation(visit, state):
    assert violations_everywhere(visit(state)) == []


@pytest.mark.parametrize("state", DESK, ids=lambda state: state.name)
def test_axe_sees_no_violation_in_our_parts_of_the_desk(visit, state):
    page = visit(state)
    parts = [part for part in OUR_PARTS if page.locator(part).count()]
    assert parts
    assert violations_everywhere(page, json.dumps(parts)) == []


@pytest.mark.parametrize("width", [320, 360])
def test_name_help_and_menu_fit_one_row_on_a_phone(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    parts = [page.locator(name).bounding_box() for name in (".brand", ".urgent", ".menu > summary")]
    middles = [round(part["y"] + part["height"] / 2) for part in parts]
    assert max(middles) - min(middles) <= 1


def test_a_page_is_light_and_asks_nobody_else(browser, base_url, public_addresses):
    """Bytes as they travel when the server in front compresses text."""
    seen = {address: loaded(browser, base_url, address) for address in public_addresses}
    assert set(EVERYTHING) <= set(seen)
    assert {address: size for address, (size, _) in seen.items() if size > HEAVIEST} == {}
    assert {address: said for address, (_, said) in seen.items() if said} == {}


def loaded(browser, base_url, address):
    """Bytes of a page with all it loads, and what a browser with an empty cache says of it."""
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    answers, complaints = [], []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - playwright marks its handlers
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address, wait_until="load")
    complaints += [answer.url for answer in answers if not answer.url.startswith(base_url)]
    size = sum(len(gzip.compress(answer.body())) for answer in answers)
    context.close()
    return size, [text for text in complaints if not re.search(r"status of 404", text)]
