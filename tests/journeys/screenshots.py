"""Takes a picture of every page in every state, for one sheet to look at (`make screenshots`)."""

import shutil
from html import escape
from pathlib import Path

import pytest

from tests.journeys.states import DESK, STATES

pytest.importorskip("playwright.sync_api")

FOLDER = Path(__file__).resolve().parents[2] / "var" / "screenshots"
WIDTHS = (320, 360, 768, 1280)
SCHEMES = ("light", "dark")
PAPER = 794  # CSS pixels of a sheet of A4

SHEET = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Screenshots</title>
<style>
body {{ font-family: sans-serif; margin: 1rem }}
section {{ display: flex; gap: 1rem; overflow-x: auto; align-items: start }}
figure {{ margin: 0; flex: none }}
img {{ block-size: 26rem; border: 1px solid #888; display: block }}
</style>
<h1>{total} pictures of {states} states</h1>
<p>{links}</p>
{sections}
</html>
"""


def test_every_page_in_every_state(visit):
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    taken = {}
    for state in (*STATES, *DESK):
        assert state.name not in taken, "two states of one name"
        page = visit(state)
        taken[state.name] = list(pictures(page, state.name))
        page.context.close()
    (FOLDER / "index.html").write_text(sheet(taken), encoding="utf-8")
    print(f"\n{FOLDER / 'index.html'}")  # noqa: T201 - what somebody ran this for


def pictures(page, name):
    """Take the pictures of one state; give their file names."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            yield picture(page, f"{name}-{width}-{scheme}")
    page.set_viewport_size({"width": PAPER, "height": 1123})
    page.emulate_media(media="print", color_scheme="light")
    yield picture(page, f"{name}-print")


def picture(page, name):
    file = FOLDER / f"{name}.jpeg"
    page.screenshot(path=file, full_page=True, type="jpeg", quality=60)
    return file.name


def sheet(taken):
    """Set all pictures out on one page, a row for each state."""
    sections = "\n".join(
        f"<h2 id='{escape(name)}'>{escape(name)}</h2>"
        f"<section>{''.join(map(figure, files))}</section>"
        for name, files in taken.items()
    )
    links = " · ".join(f"<a href='#{escape(name)}'>{escape(name)}</a>" for name in taken)
    total = sum(map(len, taken.values()))
    return SHEET.format(total=total, states=len(taken), links=links, sections=sections)


def figure(file):
    return (
        f"<figure><a href='{escape(file)}'><img src='{escape(file)}' alt='' loading='lazy'></a>"
        f"<figcaption>{escape(file)}</figcaption></figure>"
    )
