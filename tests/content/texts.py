"""The texts of the example content, as a reader gets them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from cms.demo.files import OWN_CONTENT

HERE = Path(__file__).parent

# Fields that hold codes, names, or words of a law: they are not read as running text.
NO_TEXT = frozenset(
    [
        *("kind", "slug", "organisation", "topics", "audience_roles", "phases", "size_classes"),
        *("riec_regions", "provinces", "label", "shared_with", "published_on", "review_by"),
        *("version_note", "source_language", "contact", "keywords", "is_sensitive", "is_example"),
        *("sources", "related", "linked_case", "changed_playbook", "changed_step", "lesson_kind"),
        *("evidence_strength", "evidence_type", "maturity", "originator", "anonymised_by"),
        *("anonymised_on", "anonymisation_note", "consent_by", "consent_on", "helplines"),
        *("consent_organisation", "consent_until", "consent_proof"),
        *("cost_band", "severity", "time_limit", "transferable_to", "municipality", "valid_from"),
        *("valid_until", "exercised_on", "version", "action_due", "item", "legal_basis"),
        "legal_notes",
    ]
)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


class Item(NamedTuple):
    """A file of the example content: where it stands, and its fields."""

    name: str
    fields: dict[str, Any]


def items(folder: str = "*") -> list[Item]:
    """Return what stands in the files of a folder, or of all."""
    paths = sorted(OWN_CONTENT.glob(f"{folder}/*.yaml"))
    return [
        Item(str(path.relative_to(OWN_CONTENT)), yaml.safe_load(path.read_text("utf-8")))
        for path in paths
    ]


def bounds() -> dict[str, Any]:
    """Return the numbers that texts are held to."""
    found: dict[str, Any] = yaml.safe_load((HERE / "bounds.yaml").read_text("utf-8"))
    return found


def lines(value: Any) -> Iterator[str]:
    """Yield every line that a reader sees, without marks for lists, headings and links."""
    if isinstance(value, str):
        for line in value.splitlines():
            text = _LINK.sub(r"\1", line.strip().removeprefix("- ").removeprefix("## ")).strip()
            if text:
                yield text
    elif isinstance(value, list):
        for each in value:
            yield from lines(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in NO_TEXT:
                yield from lines(each)


def sentences(item: Item) -> list[str]:
    """Return the sentences of an item; a line of a list is at least one."""
    return [part for line in lines(item.fields) for part in _SENTENCE_END.split(line) if part]
