"""The XML within a document: without names of people, and calling no other machine."""

import io
import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from xml.sax import SAXException
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException, sax

from cms.apart import Refused

MOST_BYTES = 100_000_000
MOST_ELEMENTS = 500_000
SOMEBODY = "Auteur"  # as Word says it when it is asked to leave out who made a change

# Parts that tell of the makers, or belong to the system that kept the document.
LEFT_OUT = re.compile(
    r"/?(docProps/|customXml/|word/people\.xml$|(.*/)?meta\.xml$|Thumbnails/|layout-cache$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class People:
    """Where a part names people: in attributes, in the text of elements, or in whole elements."""

    part: re.Pattern[str]
    attributes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that this looks for."""
        return (*self.attributes, *self.texts, *self.elements)


PEOPLE = (
    People(re.compile(r"word/.*\.xml$"), attributes=("author", "initials")),
    People(re.compile(r"xl/comments.*\.xml$"), texts=("author",)),
    People(re.compile(r"xl/persons/"), attributes=("displayName", "userId", "providerId")),
    People(re.compile(r"xl/pivotCache/"), attributes=("refreshedBy",)),
    People(re.compile(r"xl/(workbook|revisions/.*)\.xml$"), ("userName",), (), ("absPath",)),
    People(
        re.compile(r"ppt/(commentAuthors|authors)\.xml$"),
        attributes=("name", "initials", "userId", "providerId"),
    ),
    People(
        re.compile(r"(.*/)?(content|styles)\.xml$"),  # OpenDocument
        texts=("creator", "creator-initials", "sender-initials"),
    ),
)
# Lists of parts: what is left out is not on them.
LISTS = re.compile(r".*\.rels$|\[Content_Types\]\.xml$|META-INF/manifest\.xml$", re.IGNORECASE)
ON_LISTS = ("Target", "PartName", "full-path")
# What a document may fetch from elsewhere: nothing, but a reader may follow a link.
LINK, TEMPLATE = "/hyperlink", "/attachedTemplate"
NOWHERE, OWN_TEMPLATE = "about:blank", "Normal.dotm"
# What a list says of a part decides what a program does with it, whatever the part is called.
RUNS = frozenset(
    "afchunk activexcontrolbinary attachedtoolbars control dialogsheet frame "
    "keymapcustomizations oleobject subdocument vbaproject webextension webextensiontaskpanes "
    "wordvbadata xlintlmacrosheet xlmacrosheet".split()
)
DOCUMENT_WITHIN, ITS_PLACE = "package", re.compile(r"^([^#?%]*/)?embeddings/[^/#?%]+$", re.I)
OLE_OBJECT = "sun.star.oleobject"  # as an OpenDocument file calls it
# What starts another program for its answer: links in Excel and OpenDocument, fields in Word.
ASKS_A_PROGRAM = re.compile(
    rb"<(?:[^\s<>/:]+:)?(?:ddeLink|oleLink|dde-source|dde-connection-decl|dde-link)\b"
)
FIELD = re.compile(
    rb"<(?:[^\s<>/:]+:)?instrText\b(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+>(.*?)</(?:[^\s<>/:]+:)?instrText\b"
    rb"|\binstr\s*=\s*(?:\"([^\"]*)\"|'([^']*)')",
    re.DOTALL,
)
# What may stand between the letters of a word without being read.
UNREAD = re.compile(rb"<!\[CDATA\[|\]\]>|<!--.*?-->|<\?.*?\?>", re.DOTALL)
DDE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
XML = (".xml", ".rels", ".vml", ".rdf")


class EmptyRoomError(Exception):
    """Raised when a document unpacks to more than is taken."""


@dataclass(slots=True)
class Room:
    """What may still be unpacked of one upload."""

    bytes_left: int = MOST_BYTES
    elements_left: int = MOST_ELEMENTS

    def take_bytes(self, number: int) -> None:
        """Count what is unpacked."""
        self.bytes_left -= number
        if self.bytes_left < 0:
            raise EmptyRoomError

    def take_element(self) -> None:
        """Count what is read one by one."""
        self.elements_left -= 1
        if self.elements_left < 0:
            raise EmptyRoomError


def without_people(name: str, data: bytes, room: Room) -> bytes:
    """Return a part without names of people. Raises Refused for hostile markup."""
    # Entities may grow without end; letters of two bytes would hide them from this look.
    if b"<!DOCTYPE" in data or b"\0" in data:
        raise Refused("broken")
    if _asks_a_program(data):
        raise Refused("active")
    is_list = bool(LISTS.match(name))
    people = next((each for each in PEOPLE if each.part.match(name)), None)
    if not is_list and not (people and _any_in(people.names, data)):
        return data
    file = io.BytesIO()
    writer = _Writer(file, None if is_list else people, room)
    try:
        sax.parseString(data, writer, forbid_dtd=True)
    except (SAXException, DefusedXmlException, ValueError, LookupError) as error:
        raise Refused("broken") from error
    return file.getvalue()


def _asks_a_program(data: bytes) -> bool:
    # A field may stand in pieces, one after the other.
    fields = UNREAD.sub(b"", b"".join(b"".join(found) for found in FIELD.findall(data)))
    words = unescape(fields.decode(errors="replace"))
    return bool(ASKS_A_PROGRAM.search(data) or DDE.search(words))


def _any_in(names: tuple[str, ...], data: bytes) -> bool:
    return any(name.encode() in data for name in names)


class _Writer(XMLGenerator):
    """Writes what it reads, with the names of elements as they were."""

    def __init__(self, file: io.BytesIO, people: People | None, room: Room) -> None:
        super().__init__(file, "utf-8", short_empty_elements=True)
        self._people, self._is_list = people or People(LISTS), people is None
        self._room = room
        self._skipped = 0  # how deep in an element that is left out
        self._hidden = 0  # how deep in an element that holds a name

    def startElement(self, name: str, attrs: Any) -> None:
        """Leave out the element, or its names."""
        self._room.take_element()
        local = _local(name)
        values = {key: attrs[key] for key in attrs.getNames()}
        if self._is_list and _runs(values):
            raise Refused("active")
        if self._skipped or local in self._people.elements or _is_listed(values):
            self._skipped += 1
            return
        if self._hidden or local in self._people.texts:
            self._hidden += 1
        for key in values:
            if _local(key) in self._people.attributes:
                values[key] = SOMEBODY
        super().startElement(name, AttributesImpl(_at_home(values)))

    def endElement(self, name: str) -> None:
        """End what was begun."""
        if self._skipped:
            self._skipped -= 1
            return
        if self._hidden:
            self._hidden -= 1
        super().endElement(name)

    def characters(self, content: str) -> None:
        """Write text that names nobody."""
        if not self._skipped and not self._hidden:
            super().characters(content)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _is_listed(values: dict[str, str]) -> bool:
    """Tell whether this is the place on a list of a part that is left out."""
    places = (value for key, value in values.items() if _local(key) in ON_LISTS)
    return any(LEFT_OUT.match(re.sub(r"^(\.\./)+", "", place)) for place in places)


def _runs(values: dict[str, str]) -> bool:
    """Tell whether this lists a part that a program would run or open."""
    said = {name: value.strip().lower() for name, value in values.items()}
    if any(value.endswith(OLE_OBJECT) for value in said.values()):
        return True
    content = said.get("ContentType", "")
    if content.endswith("+xml") and content != "image/svg+xml":
        # Markup under another name would not be looked at.
        return not said.get("PartName", f".{said.get('Extension', '')}").endswith(XML)
    kind = said.get("Type", "").rpartition("/")[2]
    if said.get("TargetMode") == "external":
        return False  # it leads nowhere any more
    if kind == DOCUMENT_WITHIN:
        return not ITS_PLACE.search(said.get("Target", ""))
    return kind in RUNS


def _at_home(values: dict[str, str]) -> dict[str, str]:
    """Let a relation to another machine lead nowhere, links for people aside."""
    kind = values.get("Type", "")
    if values.get("TargetMode") == "External" and not kind.endswith(LINK):
        return values | {"Target": OWN_TEMPLATE if kind.endswith(TEMPLATE) else NOWHERE}
    return values
