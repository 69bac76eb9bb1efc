"""What the projection and an index are made with: code, word lists and stemmer.

Each is marked with a fingerprint. Where today's is another one a rebuild is asked for: what was
made before is found by other terms than what is typed.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

_HERE = Path(__file__).parent
# Synonyms and urgent words are of the question, not of what is kept.
_OF_THE_QUESTION = frozenset({"synonyms_nl.txt", "urgent_nl.txt"})
_KEPT_BY = (
    *("bestbets/words.py", "document.py", "public_words.py"),
    *("engines/postgresql.py", "engines/sqlite.py"),
)


def fingerprint_of(files: Iterable[str], *, shape: str = "") -> str:
    """Return 16 hex digits of these files of this package, a shape, and what makes terms."""
    digest = hashlib.sha256(shape.encode())
    # What a letter is, and how it is taken apart, comes with Python.
    digest.update(f"{version('snowballstemmer')} {unicodedata.unidata_version}".encode())
    for file in [*_analysis(), *(_HERE / name for name in files), _HERE / "facets.py"]:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@cache
def projection_fingerprint() -> str:
    """Return what a document must have been made with to be found as it would be today."""
    return fingerprint_of(_KEPT_BY)


def _analysis() -> Iterator[Path]:
    folder = _HERE / "analysis"
    for file in sorted([*folder.glob("*.py"), *folder.glob("data/*.txt")]):
        if file.name not in _OF_THE_QUESTION:
            yield file
