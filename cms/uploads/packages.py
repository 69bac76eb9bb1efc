"""Word, Excel, PowerPoint and OpenDocument files: packed again, part by part.

Left behind are the properties (author, company, own properties, a picture of the first page), the
data of document systems, and the names of people beside changes and remarks. Changes and remarks
themselves stay: they are text, which the privacy check reads. Refused are macros, files within
that are no document, and what unpacks to more than anybody writes.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from cms.apart import Refused
from cms.uploads.kinds import (
    BROKEN_PACKAGE,
    PACKAGES,
    check_packing,
    kind_of,
    kind_of_picture,
)
from cms.uploads.markup import LEFT_OUT, XML, EmptyRoomError, Room, without_people
from cms.uploads.pictures import clean_picture, count_pixels

MOST_PARTS = 5_000
MOST_DEPTH = 1  # a chart in a document carries the sheet it was made of
MOST_PIXELS = 100_000_000  # of all pictures together
CHUNK = 65_536

ACTIVE = re.compile(
    r"(^|/)vba[^/]*\.(bin|xml)$|/macrosheets/|/activex/|(^|/)embeddings/[^/]*\.bin$"
    r"|^basic/(?!(.*/)?(script|dialog)-l[bc]\.xml$)|^scripts/.",
    re.IGNORECASE,
)
EMBEDDED = re.compile(r"(^|/)embeddings/[^/]+$", re.IGNORECASE)
FILES_WITHIN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # as they begin: ZIP and OLE
PICTURE = re.compile(r"(^|/)(media|pictures)/[^/]+$", re.IGNORECASE)
MANIFEST = "META-INF/manifest.xml"
EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class _Packing:
    """What is left of the room for one upload, whatever is packed in what."""

    room: Room
    most_pixels: int  # of each picture
    pixels: int = MOST_PIXELS
    parts: int = field(default_factory=lambda: MOST_PARTS)


def clean_package(data: bytes, most_pixels: int) -> bytes:
    """Return the document without its makers. Raises Refused."""
    try:
        return _packed_again(data, _Packing(Room(), most_pixels), depth=0)
    except EmptyRoomError as error:
        raise Refused("too_much") from error
    except BROKEN_PACKAGE as error:
        raise Refused("broken") from error


def _packed_again(data: bytes, packing: _Packing, *, depth: int) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        check_packing(source)
        parts = source.infolist()
        packing.parts -= len(parts)
        if packing.parts < 0:
            raise Refused("too_much")
        _check_names([part.filename for part in parts])
        for part in parts:
            if part.flag_bits & 1:
                raise Refused("locked")
            if part.is_dir() or LEFT_OUT.match(part.filename):
                continue
            words = _clean_part(part.filename, _unpack(source, part, packing), packing, depth)
            fresh = zipfile.ZipInfo(part.filename, EARLIEST)
            # An OpenDocument file says what it is in the clear.
            stored = part.filename == "mimetype"
            method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(fresh, words, compress_type=method)
    return file.getvalue()


def _check_names(names: list[str]) -> None:
    # Two parts of one name: a reader may take another one than was looked at here.
    if len({name.lower() for name in names}) < len(names):
        raise Refused("broken")
    for name in names:
        if ACTIVE.search(name):
            raise Refused("active")
        if name.startswith("/") or "\\" in name or ".." in PurePosixPath(name).parts:
            raise Refused("broken")


def _unpack(source: zipfile.ZipFile, part: zipfile.ZipInfo, packing: _Packing) -> bytes:
    """What is really unpacked counts: the sizes in the archive itself may lie."""
    chunks = []
    with source.open(part) as file:
        while chunk := file.read(CHUNK):
            packing.room.take_bytes(len(chunk))
            chunks.append(chunk)
    return b"".join(chunks)


def _clean_part(name: str, data: bytes, packing: _Packing, depth: int) -> bytes:
    if name == MANIFEST and b"encryption-data" in data:  # as OpenDocument keeps a password
        raise Refused("locked")
    if name.lower().endswith(XML):
        return without_people(name, data, packing.room)
    if EMBEDDED.search(name):
        if depth >= MOST_DEPTH or kind_of(data) not in PACKAGES:
            raise Refused("active")
        return _packed_again(data, packing, depth=depth + 1)
    if data.startswith(FILES_WITHIN):
        raise Refused("active")
    kind = kind_of_picture(data) if PICTURE.search(name) else None
    if kind is None:
        return data
    packing.pixels -= count_pixels(data, kind, packing.most_pixels)
    if packing.pixels < 0:
        raise Refused("too_much")
    return clean_picture(data, kind, packing.most_pixels, turn=False)
