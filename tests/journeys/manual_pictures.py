"""Takes the pictures of the editors' manual from the demo (`make manual-screenshots`)."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.states import State

expect = pytest.importorskip("playwright.sync_api").expect

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "handleiding" / "beelden"
WINDOW = {"width": 1200, "height": 700}
WIDE = {"width": 1540, "height": 900}  # where the title and all buttons of a list have room
SAVED_WITHIN = 60_000  # milliseconds, on a busy machine
QUALITY = 55  # of WebP: the words on a button are still sharp
AUTHOR, EDITOR, MANAGER = "auteur-limburg", "redacteur-limburg", "beheer"


def open_menu(name):
    return lambda page: page.get_by_role("button", name=name).click()


def write_a_lesson(page):
    page.locator("a[href*='/les/choose_parent/'], a[href*='/add/cms/lessonpage/']").first.click()
    page.locator("#id_title").wait_for()


def open_tab(page, name):
    page.get_by_role("tab", name=name).first.click()


def choose_a_label(page):
    write_a_lesson(page)
    open_tab(page, "Wie mag lezen")


def open_the_first(page):
    page.locator("tbody td.title a, tbody .title-wrapper a").first.click()
    page.locator("#id_title").wait_for()


def show_preview(page):
    open_the_first(page)
    page.locator("[data-side-panel-toggle=preview]").click()
    frame = page.frame_locator("[data-side-panel=preview] iframe").last
    frame.get_by_role("heading", level=1).wait_for()


def open_buttons(page):
    write_a_lesson(page)
    page.locator("footer button[aria-expanded], footer [data-drilldown-toggle]").first.click()


def plan(page):
    open_the_first(page)
    page.locator("[data-side-panel-toggle=status]").click()
    page.get_by_role("button", name="Stel schema in").click()
    page.locator("[name=go_live_at]").wait_for()


def describe_a_place_too_closely(page):
    open_the_first(page)
    open_tab(page, "Voor wie")
    sizes = page.locator("input[name=size_classes]")
    for number in range(sizes.count()):
        sizes.nth(number).set_checked(number == sizes.count() - 1)
    # Handed in while it is still being saved, it would warn of a newer version: that one.
    saved = page.locator("#w-autosave-indicator")
    expect(saved).to_have_text(re.compile("Opgeslagen"), use_inner_text=True, timeout=SAVED_WITHIN)
    page.locator("footer button[aria-expanded], footer [data-drilldown-toggle]").first.click()
    page.locator("button[name=action-submit]").click()
    page.locator(".messages .error").first.wait_for()
    open_tab(page, "Voor wie")
    page.locator(".error-message, .w-field__errors").locator("visible=true").first.evaluate(
        "error => error.scrollIntoView({ block: 'center' })"
    )


PICTURES = (
    State("kennismenu", "/beheer/", open_menu("Kennis"), AUTHOR),
    State("formulier", "/beheer/les/", write_a_lesson, AUTHOR),
    State("voorvertoning", "/beheer/les/", show_preview, EDITOR),
    State("wie-mag-lezen", "/beheer/les/", choose_a_label, AUTHOR),
    State("overzicht", "/beheer/kennis/", None, EDITOR),
    State("indienen", "/beheer/les/", open_buttons, AUTHOR),
    State("planning", "/beheer/les/", plan, EDITOR),
    State("beginscherm", "/beheer/", None, EDITOR),
    State("groepen", "/beheer/users/new/", lambda page: open_tab(page, "Rollen"), MANAGER),
    State("instellingen", "/beheer/", open_menu("Instellingen"), MANAGER),
    # Last: what was typed here is kept as a draft, which the overview would show.
    State(
        "te-weinig-gemeenten", "/beheer/praktijkvoorbeeld/", describe_a_place_too_closely, EDITOR
    ),
)


@pytest.mark.parametrize("state", PICTURES, ids=lambda state: state.name)
def test_take(visit, state):
    page = visit(state, viewport=WIDE if state.name == "overzicht" else WINDOW)
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot(animations="disabled")))
    FOLDER.mkdir(exist_ok=True)
    picture.convert("RGB").save(FOLDER / f"{state.name}.webp", quality=QUALITY, method=6)
