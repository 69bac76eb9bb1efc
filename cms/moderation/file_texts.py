"""The text in an attached file, for the privacy check; files come from outside and may be hostile.

Reads text, CSV, PDF, Word, Excel, PowerPoint and OpenDocument. What it cannot read, somebody looks
at.
"""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from cms.apart import ApartError, run_apart
from cms.moderation.file_limits import MOST_BYTES, MOST_CHARACTERS, Room, UnreadableError
from cms.moderation.office_words import words_of_office_file


def text_of_file(name: str, file: BinaryIO) -> str:
    """Return the text of a file as lines. Raises UnreadableError."""
    read = READERS.get(name.rpartition(".")[2].lower())
    if read is None:
        raise UnreadableError
    text = read(file)
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError
    return text


def _plain(file: BinaryIO) -> str:
    data = file.read(MOST_CHARACTERS * 4)
    if b"\0" in data:  # no text, or one in two bytes a letter
        raise UnreadableError
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _packed(file: BinaryIO) -> str:
    return words_of_office_file(file, Room())


def _pdf(file: BinaryIO) -> str:
    program = Path(__file__).with_name("pdf_words.py")
    try:
        text = run_apart(program, file.read(MOST_BYTES)).decode()
    except ApartError as error:
        raise UnreadableError from error
    if not text.strip():
        raise UnreadableError
    return text


READERS: dict[str, Callable[[BinaryIO], str]] = {
    **dict.fromkeys(("csv", "md", "txt"), _plain),
    "pdf": _pdf,
    **dict.fromkeys(("docx", "ods", "odp", "odt", "pptx", "xlsx"), _packed),
}
