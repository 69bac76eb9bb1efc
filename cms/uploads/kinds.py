"""What a file is, by what is in it; its name does not count."""

import io
import zipfile
import zlib

from cms.apart import Refused

PICTURES = ("jpeg", "png", "gif", "webp", "avif")
PACKAGES = ("docx", "xlsx", "pptx", "odt", "ods", "odp")
# Text has no mark of its own: the name tells which it is.
TEXTS = ("csv", "txt")
# Endings of a name that mean the same kind.
SAME = {"jpg": "jpeg", "csv": "txt"}

STARTS = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what holds a document with a password
ZIP = b"PK\x03\x04"

OFFICE = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"presentationml.presentation.main+xml": "pptx",
}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
CONTENT_TYPES = "[Content_Types].xml"
MOST_OF_TYPES = 1_000_000  # bytes


def kind_of(data: bytes) -> str:
    """Return what a file is, as a name of it would end. Raises Refused."""
    picture = kind_of_picture(data)
    if picture:
        return picture
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(OLD_OFFICE):
        raise Refused("old_or_locked")
    if data.startswith(ZIP):
        return _kind_of_package(data)
    if _is_text(data):
        return "txt"
    raise Refused("unknown")


def kind_of_picture(data: bytes) -> str | None:
    """Return which of the kinds of picture this is, if any."""
    for start, kind in STARTS.items():
        if data.startswith(start):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return "avif"
    return None


def _kind_of_package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_packing(archive)
            names = archive.namelist()
            name = "mimetype" if "mimetype" in names else CONTENT_TYPES
            if name not in names:
                raise Refused("unknown")
            with archive.open(name) as part:
                types = part.read(MOST_OF_TYPES)
    except BROKEN_PACKAGE as error:
        raise Refused("broken") from error
    if b"macroEnabled" in types:
        raise Refused("active")
    if name == "mimetype":
        kind = OPEN_DOCUMENT.get(types.strip())
    else:
        kind = next((kind for mark, kind in OFFICE.items() if mark in types), None)
    if kind is None:
        raise Refused("unknown")
    return kind


def check_packing(archive: zipfile.ZipFile) -> None:
    """Refuse ways of packing that no office program uses.

    zipfile unpacks bzip2 and LZMA without a limit: a few bytes become gigabytes before one counts.
    """
    if any(part.compress_type not in USUAL_PACKING for part in archive.infolist()):
        raise Refused("broken")


USUAL_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile raises on files that somebody made on purpose, a password included.
BROKEN_PACKAGE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError),
    *(EOFError, OSError, ValueError, LookupError, zlib.error),
)


def _is_text(data: bytes) -> bool:
    """Text has no characters that only a machine reads."""
    return not any(character in data for character in NOT_IN_TEXT)


NOT_IN_TEXT = [bytes([code]) for code in range(32) if bytes([code]) not in b"\t\n\r\f"]
