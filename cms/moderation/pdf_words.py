"""A program (see `cms.apart`) that prints the words of a PDF file.

Any fault, a password, and a page that is only a picture end it with an exit code other than 0.
"""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

from cms.apart import answer


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


def printed(data: bytes) -> bytes:
    """Return all words, a line each."""
    words = words_of(PdfReader(io.BytesIO(data)))
    return "".join(f"{line}\n" for line in words).encode("utf-8", "replace")


if __name__ == "__main__":
    answer(printed)
