"""Every page is valid HTML, as the server sends it and as scripts change it (`make html`)."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.journeys.states import ACTED, SIGNED_IN, STAND_IN

pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

# What the checker says and we know better, each with its reason.
ALLOWED = {
    r"The “list” role is unnecessary for element “[uo]l”": (
        "Safari takes a list without bullets for no list, unless it says that it is one"
    ),
    r"Article lacks heading": (
        "the heading of an item stands above its article, where the summary and the facts are too"
    ),
}


@pytest.fixture
def checker():
    """The command of the Nu Html Checker, one Java process for all files."""
    jar = Path(os.environ.get("VNU_JAR", ""))
    if shutil.which("java") and jar.is_file():
        return ["java", "-jar", str(jar), "--stdout", "--exit-zero-always", "--format", "json"]
    missing = "NOT CHECKED: is the HTML valid? Install Java and Node, then run make html."
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture
def sources(visit, page, public_addresses, error_pages):
    """The HTML of every page by its address or state."""
    found = {address: page.request.get(address).text() for address in public_addresses}
    for state in SIGNED_IN:
        found[f"{state.name} {state.address}"] = visit(state).request.get(state.address).text()
    for state in ACTED:
        found[state.name] = visit(state).content()
    return found | {f"{STAND_IN}{name}": html for name, html in error_pages.items()}


def test_every_page_is_valid_html(checker, sources, tmp_path):
    files = {}
    for number, (name, html) in enumerate(sources.items()):
        file = tmp_path / f"{number}.html"
        file.write_text(html, encoding="utf-8")
        files[file.name] = name
    ran = subprocess.run([*checker, str(tmp_path)], check=True, capture_output=True, text=True)
    said = [
        f"{files[unquote(message['url']).rpartition('/')[2]]} line {message.get('lastLine')}: "
        f"{message['message']} {message.get('extract', '')}"
        for message in json.loads(ran.stdout)["messages"]
        if not any(re.match(allowed, message["message"]) for allowed in ALLOWED)
    ]
    assert not said, "\n".join(said)
