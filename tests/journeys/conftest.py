"""The journeys drive a real Chromium against the demo, started as `make demo` starts it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN = 180  # seconds, on a slow machine with an empty database
PATIENCE = 10_000  # milliseconds that an expectation waits


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Run the demo in a folder of its own; yield the folder, with `address` written in it."""
    folder = tmp_path_factory.mktemp("demo")
    port = _free_port()
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DEBUG")
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.demo", "--port", str(port)],
        cwd=ROOT,
        env={**inherited, "VAR_DIR": str(folder)},
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
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.skip("No Chromium found: apt-get install chromium")
    arguments = ["--no-sandbox", "--disable-gpu"]
    return {**browser_type_launch_args, "executable_path": chromium, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Dutch reader who likes things still: no smooth scrolling to wait for."""
    return {**browser_context_args, "locale": "nl-NL", "reduced_motion": "reduce"}


@pytest.fixture
def page(page: Any) -> Any:
    """A tab that waits in vain for ten seconds at most."""
    page.set_default_timeout(PATIENCE)
    return page


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
