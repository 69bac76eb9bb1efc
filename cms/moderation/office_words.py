"""A program (see `cms.apart`) that prints the words in an office file.

Word, Excel, PowerPoint and OpenDocument: of every part but those of the looks.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cms.apart import Refused, answer
from cms.moderation.file_limits import Room, UnreadableError
from cms.moderation.markup_words import Words
from cms.moderation.sheet_words import (
    BOOK,
    SHEETS,
    STRINGS,
    STYLES,
    Book,
    Cells,
    Epoch,
    Strings,
    Styles,
)
from cms.uploads.kinds import USUAL_PACKING

CHUNK = 65_536
BODY = ("word/", "ppt/", "xl/", "content.xml", "styles.xml")  # a file without any is another kind
MARKUP = (".xml", ".rels", ".vml", ".svg")
LOOKS = re.compile(
    r"\[Content_Types\]\.xml|META-INF/.*|(.*/)?(theme/.*|settings\.xml)"
    r"|(word|xl|ppt)/(.*/)?(calcChain|fontTable|presProps|styles|stylesWithEffects|tableStyles"
    r"|viewProps|webSettings)\.xml"
)
# Properties and data, rather than text: each element is a line.
DATA = re.compile(r"docProps/|customXml/|(.*/)?meta\.xml")
EMBEDDED = re.compile(r"(.*/)?embeddings/[^/]+")
PAGES = re.compile(r"word/document\.xml|ppt/slides/slide\d+\.xml|content\.xml")
MOST_DEPTH = 1  # a chart in a document carries the sheet that it was made of
BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, ParseError, DefusedXmlException),
    *(RuntimeError, EOFError, OSError, NotImplementedError, ValueError, LookupError),
)


def words_of(data: bytes) -> bytes:
    """Return the words as lines. Raises Refused."""
    try:
        return _words_of_file(io.BytesIO(data), Room()).encode("utf-8", "replace")
    except UnreadableError as error:
        raise Refused("broken") from error


def _words_of_file(file: BinaryIO, room: Room, depth: int = 0) -> str:
    """Return the words of a file and of the files in it. Raises UnreadableError."""
    try:
        with zipfile.ZipFile(file) as archive:
            if any(part.compress_type not in USUAL_PACKING for part in archive.infolist()):
                raise UnreadableError  # Python unpacks those without a limit
            return "\n".join(_words_of_parts(archive, room, depth))
    except BROKEN as error:
        raise UnreadableError from error


def _words_of_parts(archive: zipfile.ZipFile, room: Room, depth: int) -> Iterator[str]:
    names = archive.namelist()
    if not any(name.startswith(BODY) and name.endswith(".xml") for name in names):
        raise UnreadableError
    book = Book()
    for name, target in ((STYLES, Styles), (BOOK, Epoch), (STRINGS, Strings)):
        if name in names:
            _read(archive, name, target(book), room)
    for name in names:
        if EMBEDDED.fullmatch(name):
            if depth >= MOST_DEPTH:
                raise UnreadableError
            data = b"".join(_chunks(archive, name, room))
            yield _words_of_file(io.BytesIO(data), room, depth + 1)
        elif name.endswith(MARKUP) and name != STRINGS and not LOOKS.fullmatch(name):
            is_sheet = name.startswith(SHEETS) and name.endswith(".xml")
            every_element = DATA.match(name) is not None
            words = Cells(room, book) if is_sheet else Words(room, every_element=every_element)
            yield _read(archive, name, words, room)
            if PAGES.fullmatch(name) and words.is_picture:
                raise UnreadableError  # a scan, as in a PDF file
    if unused := book.unused():
        room.take_characters(len(unused))
        yield unused


def _read(archive: zipfile.ZipFile, name: str, target: Any, room: Room) -> Any:
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    for chunk in _chunks(archive, name, room):
        parser.feed(chunk)
    return parser.close()


def _chunks(archive: zipfile.ZipFile, name: str, room: Room) -> Iterator[bytes]:
    """Unpack a part. What is really unpacked counts: the sizes in the archive itself may lie."""
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            room.take_bytes(len(chunk))
            yield chunk


if __name__ == "__main__":
    answer(words_of)
