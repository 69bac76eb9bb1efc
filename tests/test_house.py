"""House law: what review would otherwise have to look for (CONTRIBUTING.md, "House rules")."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {
    *(".ci", ".editorconfig", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"),
    *("Makefile", "README.md", "bench", "cms", "docs", "locale", "manage.py", "portal"),
    *(
        "compose.yaml",
        "publiccode.yml",
        "pyproject.toml",
        "requirements",
        "search",
        "static",
        "templates",
        "tests",
    ),
}
HOMELESS_NAMES = {"common", "core", "helpers", "managers", "misc", "utils"}
FILE_LINES, FUNCTION_LINES = 300, 40
REQUIREMENTS = ("base", "dev", "e2e")

TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - git as found in PATH
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    if name and (ROOT / name).is_file()
]


def files(*suffixes: str) -> list[Path]:
    """Tracked files with one of these suffixes that people wrote: no migrations, nothing built."""
    built = {ROOT / "static/portal.css"}
    return [
        path
        for path in TRACKED
        if path.suffix in suffixes and "migrations" not in path.parts and path not in built
    ]


def offences(pattern: str, paths: list[Path], flags: int = 0) -> list[str]:
    """Lines that match the pattern, as `path:line: text`."""
    law = re.compile(pattern, flags)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1)
        if law.search(line)
    ]


def texts() -> list[Path]:
    binary = {".avif", ".gif", ".ico", ".jpg", ".mo", ".pdf", ".png", ".webp", ".woff2"}
    return [path for path in TRACKED if path.suffix not in binary]


def test_the_top_level_is_the_tree_of_the_design():
    assert {path.relative_to(ROOT).parts[0] for path in TRACKED} <= TOP_LEVEL


def test_no_path_of_one_machine():
    assert offences(r"(?<![\w.])/(work|farm|root|tmp|home/\w+)/", texts()) == []


def test_no_package_index_is_named():
    assert offences(r"\b(pypi|pythonhosted|npmjs|yarnpkg|crates)\.(org|io|com)\b", texts()) == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_hold_hashes_and_no_address(name):
    lock = ROOT / f"requirements/{name}.txt"
    assert offences(r"://|--(extra-)?index|find-links|@ ", [lock]) == []
    packages = re.findall(r"^[\w.-]+==.*\\\n +--hash=sha256:", lock.read_text(), re.MULTILINE)
    assert len(packages) == len(re.findall(r"^[\w.-]+==", lock.read_text(), re.MULTILINE)) > 0


def test_requirements_are_what_pyproject_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = {"base": project["dependencies"], **project["optional-dependencies"]}
    for name in REQUIREMENTS:
        lock = (ROOT / f"requirements/{name}.txt").read_text()
        locked = dict(re.findall(r"^([\w.-]+)(?:\[[^]]+\])?==([\w.]+)", lock, re.MULTILINE))
        for requirement in map(Requirement, asked[name]):
            version = locked.get(requirement.name.lower())
            assert version, f"{requirement.name} is not in requirements/{name}.txt: run make lock"
            assert Version(version) in requirement.specifier, f"{requirement}: run make lock"


def test_bleach_has_one_door():
    importers = [path for path in files(".py") if path != ROOT / "cms/sanitize.py"]
    assert offences(r"^\s*(from|import) bleach", importers) == []


def test_files_are_short():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files(".py", ".html", ".js", ".mjs", ".css")
        if (lines := len(path.read_text().splitlines())) > FILE_LINES
    }
    assert long == {}, "split by subject"


def test_functions_are_short():
    long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in files(".py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= FUNCTION_LINES
    }
    assert long == {}, "split by subject"


def test_modules_are_named_after_their_subject():
    assert [path for path in files(".py") if HOMELESS_NAMES & {path.stem, *path.parts}] == []


def test_every_suppression_carries_its_reason():
    bare = r"# (noqa|type: ignore|pragma: no cover)(?!.*( - |  # )\w)"
    others = [path for path in files(".py") if path != Path(__file__)]
    assert offences(bare, others) == []


def test_templates_hold_no_inline_script_or_style():
    pages = files(".html")
    assert offences(r"<script(?![^>]*(src=|application/(ld\+)?json))", pages) == []
    assert offences(r"<style|\sstyle=|\son[a-z]+=\"", pages) == []


def test_templates_fetch_nothing_from_elsewhere():
    assert offences(r"(src|srcset|<link[^>]*href)=\"(https?:)?//", files(".html")) == []
