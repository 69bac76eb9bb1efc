"""Prints the words of a PDF file given on standard input: `python pdf_words.py < file.pdf`.

A program of its own: a hostile file then costs this process its limits, not a web server. Any
fault, a password, and a page that is only a picture end it with an exit code other than 0.
"""

import io
import resource
import sys
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

MOST_SECONDS = 10
MOST_MEMORY = 1_000_000_000  # bytes


def words_of(reader: PdfReader) -> Iterator[str]:
    """Give the text of each page, where its links lead, what forms hold and who made it."""
    for page in reader.pages:
        text = page.extract_text()
        if not text.strip() and "/XObject" in page.get("/Resources", {}):
            raise ValueError  # a scan: only people can read it
        yield text
        yield from _links(page)
    yield from map(str, (reader.get_form_text_fields() or {}).values())
    yield from map(str, (reader.metadata or {}).values())


def _links(page: Any) -> Iterator[str]:
    for each in page.get("/Annots") or ():
        note = each.get_object()
        yield str(note.get("/Contents", ""))
        action = note.get("/A")
        if action is not None:
            yield str(action.get_object().get("/URI", ""))


def main() -> None:
    """Limit this process before anything is read."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    for words in words_of(reader):
        sys.stdout.buffer.write(words.encode("utf-8", "replace") + b"\n")


if __name__ == "__main__":
    main()
