"""The text in an attached file, for the privacy check; files come from outside and may be hostile.

Reads text, CSV, PDF, Word, Excel, PowerPoint and OpenDocument. What it cannot read, somebody looks
at.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cms.apart import ApartError, run_apart
from cms.uploads.kinds import USUAL_PACKING

MOST_BYTES = 20_000_000  # of the file, and of all that is packed in it
MOST_CHARACTERS = 500_000
CHUNK = 65_536
PARTS = (
    *("word/", "ppt/slides/", "ppt/notesSlides/", "xl/sharedStrings", "xl/worksheets/"),
    *("xl/comments", "content.xml", "styles.xml"),
)
ABOUT = ("docProps/", "meta.xml")  # who made it: each element is a line
# Elements with which a line ends, in Word, PowerPoint, Excel and OpenDocument.
ENDS_LINE = frozenset("p h br tab si row table-cell line-break c".split())
BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, ParseError, DefusedXmlException),
    *(RuntimeError, EOFError, OSError, NotImplementedError, ValueError, LookupError),
)


class UnreadableError(Exception):
    """Raised for a file of another kind, broken, locked with a password, or too big."""


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
    try:
        with zipfile.ZipFile(file) as archive:
            if any(part.compress_type not in USUAL_PACKING for part in archive.infolist()):
                raise UnreadableError  # Python unpacks those without a limit
            return "\n".join(_texts_of_parts(archive))
    except BROKEN as error:
        raise UnreadableError from error


def _texts_of_parts(archive: zipfile.ZipFile) -> Iterator[str]:
    parts = [name for name in archive.namelist() if name.endswith(".xml")]
    if not any(name.startswith(PARTS) for name in parts):
        raise UnreadableError
    left = MOST_BYTES
    for name in parts:
        if not name.startswith((*PARTS, *ABOUT)):
            continue
        lines = _Lines(every_element=name.startswith(ABOUT))
        parser = DefusedXMLParser(target=lines, forbid_dtd=True)
        with archive.open(name) as part:
            # What is really unpacked counts: the sizes in the archive itself may lie.
            while chunk := part.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise UnreadableError
                parser.feed(chunk)
        yield parser.close()


class _Lines:
    """Gathers the text of an XML file in the order in which it is read."""

    def __init__(self, *, every_element: bool) -> None:
        self._every_element = every_element
        self._words: list[str] = []

    def start(self, tag: str, attributes: Any) -> None:
        pass

    def data(self, data: str) -> None:
        self._words.append(data)

    def end(self, tag: str) -> None:
        if self._every_element or tag.rpartition("}")[2] in ENDS_LINE:
            self._words.append("\n")

    def close(self) -> str:
        return "".join(self._words)


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
