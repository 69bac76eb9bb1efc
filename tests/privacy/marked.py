"""The sentences, as they stand in the files: `Bel {phone:06-12345678}.`"""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from cms.privacy import Finding, Kind

HERE = Path(__file__).parent / "sentences"
SETS = ("tuning", "heldout", "fresh")
MARK = re.compile(r"\{(?P<kind>[a-z-]+):(?P<text>[^}]*)\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and what the marks say is in it."""

    text: str
    findings: frozenset[Finding]


def unmark(sentence: str) -> Marked:
    """Take the marks out of a sentence. ValueError when a kind does not exist."""
    text, findings, done = "", set(), 0
    for mark in MARK.finditer(sentence):
        text += sentence[done : mark.start()]
        findings.add(Finding(Kind(mark["kind"]), len(text), len(text) + len(mark["text"])))
        text += mark["text"]
        done = mark.end()
    return Marked(text + sentence[done:], frozenset(findings))


def marked(name: str) -> list[Marked]:
    """Return the sentences of one set: those with personal data first, then those without."""
    files = (HERE / f"{name}.yaml", HERE / f"{name}_negatives.yaml")
    return [unmark(row) for file in files for row in yaml.safe_load(file.read_text("utf-8"))]


def bars() -> dict[str, dict[str, float]]:
    """Return the recall and precision that must be reached, for each kind."""
    every, own = yaml.safe_load((HERE.parent / "bars.yaml").read_text("utf-8")).values()
    return {kind.value: own.get(kind.value, every) for kind in Kind}
