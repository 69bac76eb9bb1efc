"""Asks the browser what a machine can see of a page (sight.js)."""

from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("sight.js").read_text(encoding="utf-8")


def look(page: Any, question: str) -> Any:
    """Answer one of the questions of sight.js about the page as it is now."""
    page.evaluate(SCRIPT)
    return page.evaluate(f"sight.{question}()")
