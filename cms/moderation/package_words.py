"""A program (see `cms.apart`) that prints the text in an office file.

Word, Excel, PowerPoint and OpenDocument: each paragraph, cell and property is a line.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cms.apart import Refused, answer
from cms.uploads.kinds import USUAL_PACKING

MOST_BYTES = 20_000_000  # of all that is packed in it
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


def words_of(data: bytes) -> bytes:
    """Return the text as lines. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(part.compress_type not in USUAL_PACKING for part in archive.infolist()):
                raise Refused("broken")  # Python unpacks those without a limit
            return "\n".join(_texts_of_parts(archive)).encode("utf-8", "replace")
    except BROKEN as error:
        raise Refused("broken") from error


def _texts_of_parts(archive: zipfile.ZipFile) -> Iterator[str]:
    parts = [name for name in archive.namelist() if name.endswith(".xml")]
    if not any(name.startswith(PARTS) for name in parts):
        raise Refused("broken")
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
                    raise Refused("too_much")
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


if __name__ == "__main__":
    answer(words_of)
