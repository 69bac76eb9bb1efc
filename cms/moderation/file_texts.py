"""The text in an attached file, for the privacy check; files come from outside and may be hostile.

Reads text, CSV, PDF, Word, Excel, PowerPoint and OpenDocument. What it cannot read, somebody looks
at.
"""

from collections.abc import Callable
from typing import BinaryIO

from cms.apart import ApartError, Refused, run_apart
from cms.moderation.file_limits import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_SECONDS,
    LateError,
    UnreadableError,
)
from cms.turns import BusyError


def text_of_file(name: str, file: BinaryIO, within: float = MOST_SECONDS) -> str:
    """Return the text of a file as lines. Raises UnreadableError, or LateError as one of these."""
    read = READERS.get(name.rpartition(".")[2].lower())
    if read is None:
        raise UnreadableError
    text = read(file, within)
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError
    return text


def _plain(file: BinaryIO, within: float) -> str:
    data = _all_of(file, MOST_CHARACTERS * 4)
    if b"\0" in data:  # no text, or one in two bytes a letter
        raise UnreadableError
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _read_by(program: str, file: BinaryIO, within: float) -> str:
    file.seek(0)
    data = _all_of(file, MOST_BYTES)
    try:
        return run_apart(program, data, within=within).decode()
    except BusyError as error:
        raise LateError from error
    except (ApartError, Refused) as error:
        raise UnreadableError from error


def _all_of(file: BinaryIO, most: int) -> bytes:
    """Read all or nothing: the first part may be a whole file of its own, which says less."""
    data = file.read(most + 1)
    if len(data) > most:
        raise UnreadableError
    return data


def _packed(file: BinaryIO, within: float) -> str:
    return _read_by("cms.moderation.office_words", file, within)


def _pdf(file: BinaryIO, within: float) -> str:
    text = _read_by("cms.moderation.pdf_words", file, within)
    if not text.strip():
        raise UnreadableError
    return text


READERS: dict[str, Callable[[BinaryIO, float], str]] = {
    **dict.fromkeys(("csv", "md", "txt"), _plain),
    "pdf": _pdf,
    **dict.fromkeys(("docx", "ods", "odp", "odt", "pptx", "xlsx"), _packed),
}
