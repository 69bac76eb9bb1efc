"""The journeys drive a real Chromium against the demo, started as `make demo` starts it."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.addresses import EVERYTHING
from tests.journeys.states import ERROR_PAGES, STAND_IN, State

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN = 180  # seconds, on a slow machine with an empty database
PATIENCE = 10_000  # milliseconds that an expectation waits


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Run the demo in a folder of its own; yield the folder, with `address` written in it.

    DEMO_VAR names the folder of a demo that stopped: what it loaded is copied, not loaded again.
    """
    folder = tmp_path_factory.mktemp("demo")
    if os.environ.get("DEMO_VAR"):
        _copy_what_a_demo_loaded(Path(os.environ["DEMO_VAR"]), folder)
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.demo", "--port", str(port)],
        cwd=ROOT,
        env=environment(folder),
    )
    (folder / "address").write_text(f"http://127.0.0.1:{port}")
    try:
        _wait_until_healthy(f"http://127.0.0.1:{port}/healthz", process)
        yield folder
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def base_url(demo: Path) -> str:
    """Address of the demo; `page.goto("/")` opens its home page."""
    return (demo / "address").read_text()


@pytest.fixture(scope="session")
def password(demo: Path) -> dict[str, str]:
    """Passwords of the demo accounts by user name."""
    lines = (demo / "demo-accounts.txt").read_text().splitlines()
    return dict(line.split()[:2] for line in lines if line.strip())


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium instead of one that playwright would download."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell")
    if not chromium:
        pytest.skip("No Chromium found: apt-get install chromium-headless-shell")
    arguments = ["--no-sandbox", "--disable-gpu"]
    return {**browser_type_launch_args, "executable_path": chromium, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Dutch reader who likes things still: no smooth scrolling to wait for."""
    return {**browser_context_args, "locale": "nl-NL", "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def signed_in(browser: Any, base_url: str, password: dict[str, str]) -> Callable[[str], Any]:
    """Sign a demo account in, once; return the cookies of that visit."""

    @cache
    def cookies(reader: str) -> Any:
        context = browser.new_context(base_url=base_url)
        page = context.new_page()
        page.goto("/inloggen/")
        page.fill("#id_login", reader)
        page.fill("#id_password", password[reader])
        page.locator("main form[action='/inloggen/'] [type=submit]").click()
        page.wait_for_url(base_url + "/")
        state = context.storage_state()
        context.close()
        return state

    return cookies


@pytest.fixture(scope="session")
def public_addresses(base_url: str) -> tuple[str, ...]:
    """Every page that a stranger can find, and the searches that no map of the site names."""
    with urllib.request.urlopen(f"{base_url}/sitemap.xml") as sitemap:  # noqa: S310 - our own address
        found = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", sitemap.read().decode())
    return tuple(dict.fromkeys((*EVERYTHING, *found)))


@pytest.fixture(scope="session")
def error_pages(demo: Path) -> dict[str, str]:
    """Pages for what goes wrong by the name of their template, as the demo would show them."""
    command = [sys.executable, "-m", "tests.journeys.error_pages", *ERROR_PAGES]
    shown = subprocess.run(
        command, cwd=ROOT, env=environment(demo), check=True, capture_output=True
    )
    pages: dict[str, str] = json.loads(shown.stdout)
    return pages


@pytest.fixture
def visit(
    browser: Any,
    browser_context_args: dict[str, Any],
    signed_in: Callable[[str], Any],
    error_pages: dict[str, str],
) -> Iterator[Callable[..., Any]]:
    """Bring a page in a state; options are those of a browser context."""
    contexts = []

    def visited(state: State, **options: Any) -> Any:
        if state.reader:
            options["storage_state"] = signed_in(state.reader)
        context = browser.new_context(**{**browser_context_args, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.route(f"**{STAND_IN}*", lambda route: _stand_in(route, error_pages))
        page.goto(state.address)
        if state.act:
            state.act(page)
            # What it waited for can be there before the stylesheet is.
            page.wait_for_load_state("load")
        return page

    yield visited
    for context in contexts:
        context.close()


def _stand_in(route: Any, pages: dict[str, str]) -> None:
    name = route.request.url.partition(STAND_IN)[2]
    route.fulfill(body=pages[name], content_type="text/html; charset=utf-8")


@pytest.fixture
def page(page: Any) -> Any:
    """A tab that waits in vain for ten seconds at most."""
    page.set_default_timeout(PATIENCE)
    return page


def environment(folder: Path) -> dict[str, str]:
    """What a command of the demo in this folder runs with."""
    decided_here = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DEBUG", "MFA_REQUIRED")
    inherited = {name: value for name, value in os.environ.items() if name not in decided_here}
    return {**inherited, "VAR_DIR": str(folder)}


def _copy_what_a_demo_loaded(there: Path, here: Path) -> None:
    for folder in (there / "media", there / "static"):
        if folder.exists():
            shutil.copytree(folder, here / folder.name)
    for file in (*there.glob("portal.sqlite3*"), *there.glob("demo-*"), there / "secret-key"):
        shutil.copy2(file, here / file.name)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"The demo did not start within {START_WITHIN} seconds.")
