"""One file: size, kind, name, and then what it says of who made it."""

from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat

from cms.uploads.kinds import PACKAGES, PICTURES, TEXTS, kind_of
from cms.uploads.packages import clean_package
from cms.uploads.pdf import clean_pdf
from cms.uploads.pictures import clean_picture
from cms.uploads.refusals import refused

# Endings of a name that mean the same kind.
SAME = {"jpg": "jpeg", "csv": "txt"}


def clean(upload: File) -> ContentFile:
    """Return a file like this one without what it tells of its makers. Raises UploadRefused."""
    path = PurePath(upload.name or "")
    ending = path.suffix.lower().removeprefix(".")
    _check_size(upload, ending)
    upload.seek(0)
    data = upload.read()
    if not data:
        raise refused("empty")
    kind = kind_of(data)
    if kind != SAME.get(ending, ending):
        raise refused("wrong_name", ending=ending, kind=kind)
    return ContentFile(_cleaned(kind, data), name=path.name)


def _check_size(upload: File, ending: str) -> None:
    known = SAME.get(ending, ending)
    if known not in (*PICTURES, *PACKAGES, *TEXTS, "pdf"):
        raise refused("unknown")
    most = (
        settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
        if known in PICTURES
        else settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    )
    if upload.size > most:
        raise refused("too_large", most=filesizeformat(most))


def _cleaned(kind: str, data: bytes) -> bytes:
    if kind in PICTURES:
        return clean_picture(data, kind)
    if kind in PACKAGES:
        return clean_package(data)
    if kind == "pdf":
        return clean_pdf(data)
    return data
