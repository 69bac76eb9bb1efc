"""PDF files: written anew from what the last version shows; earlier ones stay behind.

Of a broken file pypdf raises anything: the program that calls this then ends with a fault.
"""

import io
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import FileNotDecryptedError, WrongPasswordError
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from cms.apart import Refused

# Who made it and with what, where it stands in a file, a page or a picture.
# XFA is a second form in XML beside the one that is shown; it may hold scripts.
ABOUT = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/XFA")
# Keys that only scripts and files within have.
ACTIVE_KEYS = ("/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/RichMediaContent")
ACTIVE_ACTIONS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")

PHOTO = "/DCTDecode"
START_OF_SCAN = 0xDA  # of a JPEG: here the photo itself begins
BESIDE_A_PHOTO = (0xE1, 0xED, 0xFE)  # EXIF and XMP, IPTC, a remark


def clean_pdf(data: bytes) -> bytes:
    """Return the pages without what tells who made them. Raises Refused."""
    try:
        return _rewritten(PdfReader(io.BytesIO(data)))
    except (FileNotDecryptedError, WrongPasswordError) as error:
        raise Refused("locked") from error


def _rewritten(reader: PdfReader) -> bytes:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("locked")
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    for each in writer._objects:
        if isinstance(each, DictionaryObject):
            _strip(each)
        if isinstance(each, StreamObject) and _is_photo(each):
            each._data = without_camera(each._data)
    # Once more: what was taken out is no longer reached, and so is not copied.
    return _written(PdfWriter(clone_from=PdfReader(io.BytesIO(_written(writer)))))


def _is_photo(stream: StreamObject) -> bool:
    packed = stream.get("/Filter")
    packed = packed.get_object() if packed is not None else None
    return packed == PHOTO or (isinstance(packed, list) and [str(one) for one in packed] == [PHOTO])


def without_camera(jpeg: bytes) -> bytes:
    """Return a photo without what the camera or a program wrote beside it."""
    kept, at = [jpeg[:2]], 2
    while jpeg[at : at + 1] == b"\xff" and jpeg[at + 1] != START_OF_SCAN:
        end = at + 2 + max(2, int.from_bytes(jpeg[at + 2 : at + 4]))
        if jpeg[at + 1] not in BESIDE_A_PHOTO:
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])


def _written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _strip(record: DictionaryObject) -> None:
    """Take the makers out of a dictionary, and of those that stand in it."""
    kinds = [str(record[key]) for key in ("/S", "/Subtype") if key in record]
    if any(key in record for key in ACTIVE_KEYS) or any(kind in ACTIVE_ACTIONS for kind in kinds):
        raise Refused("active")
    for key in ABOUT:
        record.pop(NameObject(key), None)
    if "/Rect" in record and "/Widget" not in kinds:
        record.pop(NameObject("/T"), None)  # who wrote a note in the margin
    for value in list(record.values()):
        _strip_within(value)


def _strip_within(value: Any) -> None:
    if isinstance(value, DictionaryObject):
        _strip(value)
    elif isinstance(value, list):
        for each in value:
            _strip_within(each)
