"""One file: size and name, and then, in a process apart, its kind and what it says of its maker."""

from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat

from cms.apart import ApartError, Refused, run_apart
from cms.turns import BusyError
from cms.uploads.kinds import PACKAGES, PICTURES, SAME, TEXTS
from cms.uploads.refusals import refused


def clean(upload: File) -> ContentFile:
    """Return a file like this one without what it tells of its makers. Raises UploadRefused."""
    path = PurePath(upload.name or "")
    ending = path.suffix.lower().removeprefix(".")
    check_size(upload, ending)
    return ContentFile(open_apart("cms.uploads.opened", upload, ending), name=path.name)


def open_apart(program: str, upload: File, *arguments: str) -> bytes:
    """Return what a program makes of an upload. Raises UploadRefused.

    However hostile the file, this process waits no longer than `cms.apart` says.
    """
    upload.seek(0)
    data = upload.read()
    if not data:
        raise refused("empty")
    try:
        pixels = str(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
        return run_apart(program, data, *arguments, pixels)
    except BusyError as error:
        raise refused("busy", name=upload.name) from error
    except Refused as refusal:
        raise refused(refusal.reason, **refusal.values) from refusal
    except ApartError as error:
        raise refused("too_heavy" if error.at_limit else "broken") from error


def check_size(upload: File, ending: str) -> None:
    """Refuse what is too large for its kind before anything of it is read."""
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
