"""The judged queries, as they stand in the files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
HALVES = ("tuning", "heldout")
CLASSES = (
    *("known", "everyday", "jargon", "compound"),
    *("abbreviation", "typo", "question", "place"),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody types, why, and how good each item answers it: 1 to 3, by slug; others 0."""

    id: str
    text: str
    why: str
    grades: Mapping[str, int]

    @property
    def kind(self) -> str:
        """The class of the query: what stands before the number of its id."""
        return self.id.rpartition("-")[0]


def judged(half: str) -> list[Judged]:
    """Return the queries of one half."""
    rows = yaml.safe_load((HERE / f"{half}.yaml").read_text("utf-8"))
    return [Judged(**row) for row in rows]


def bars() -> dict[str, Any]:
    """Return the bars that every engine must reach."""
    found: dict[str, Any] = yaml.safe_load((HERE / "bars.yaml").read_text("utf-8"))
    return found
