"""Every page reads without what some readers lack: scripts, pictures, a wide screen, colours."""

import pytest

from tests.journeys.sight import look
from tests.journeys.states import ERRORS, PAGES, SIGNED_IN, STATES

pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

ZOOMED = {"width": 320, "height": 256}  # 1280 x 1024 at 400%
SCREENS = (ZOOMED, *({"width": width, "height": 800} for width in (360, 768, 1280)))
MOST_FOR_BARS = 1 / 3  # of the height of the window

states = pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
untouched = pytest.mark.parametrize(
    "state", (*PAGES, *SIGNED_IN, *ERRORS), ids=lambda state: state.name
)


def badly_laid_out(page):
    return look(page, "sideways"), look(page, "cutOff")


@states
def test_in_forced_colours_and_on_every_screen_all_is_there_and_in_reach(visit, state):
    page = visit(state)
    in_forced_colours_shapes_and_buttons_can_be_seen(page)
    for screen in SCREENS:
        page.set_viewport_size(screen)
        assert (screen, *badly_laid_out(page)) == (screen, 0, [])
        # Bars that stay leave room to read, and never cover the focus.
        assert look(page, "heightOfBars") <= screen["height"] * MOST_FOR_BARS
        assert look(page, "focusCovered") == []
    with_text_of_twice_the_size_nothing_is_cut_off(page)


def in_forced_colours_shapes_and_buttons_can_be_seen(page):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, forced_colors="active")
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert look(page, "lostInForcedColours") == []
    page.emulate_media(color_scheme="light", forced_colors="none")


def with_text_of_twice_the_size_nothing_is_cut_off(page):
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for screen in SCREENS[1:]:
        page.set_viewport_size(screen)
        assert (screen, *badly_laid_out(page)) == (screen, 0, [])


@untouched
def test_without_scripts_and_without_pictures_every_word_is_there(visit, state):
    plain = visit(state, java_script_enabled=False)
    for_scripts = look(plain, "hiddenWords")
    words = look(plain, "lines")
    assert words
    page = visit(state)
    with_scripts = look(page, "lines")
    assert set(with_scripts) - set(words) - set(for_scripts) == set()
    page.route("**/*", lambda route: no_picture(route))  # noqa: PLW0108 - playwright marks its handlers
    page.reload()
    assert look(page, "lines") == with_scripts
    said = page.locator("main img").evaluate_all("pictures => pictures.map(({ alt }) => alt)")
    assert all(said)


def no_picture(route):
    if route.request.resource_type == "image":
        route.abort()
    else:
        route.fallback()
