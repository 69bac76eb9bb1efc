"""What stands in a Word file: text as HTML, and the pictures in it."""

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from cms.apart import ApartError, run_apart
from cms.uploads import clean


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it stood in the document; `data` is None if it is kept on another machine."""

    data: bytes | None
    alt: str


@dataclass(frozen=True, slots=True)
class WordText:
    """A document, with pictures as `<img src="0">`, by their number."""

    html: str
    pictures: tuple[Picture, ...]
    has_remarks: bool


def read_word(upload: File) -> WordText:
    """Read a Word file. Raises ValidationError for any other, and for one that is not taken."""
    if not (upload.name or "").lower().endswith(".docx"):
        raise ValidationError(
            _("Choose a Word file: its name ends in .docx. Save an older one as .docx first.")
        )
    clean(upload)  # refuses what may do harm; what is kept are text and pictures
    upload.seek(0)
    found = _run(upload.read())
    pictures = [
        Picture(each["data"] and base64.b64decode(each["data"]), each["alt"])
        for each in found["pictures"]
    ]
    if not found["html"].strip():
        raise ValidationError(
            _("There is no text in this Word file. Choose another one, or write the item here.")
        )
    return WordText(found["html"], tuple(pictures), found["remarks"])


def _run(data: bytes) -> dict:
    try:
        found: dict = json.loads(run_apart(Path(__file__).with_name("word_html.py"), data))
    except ApartError as error:
        raise ValidationError(
            _(
                "This Word file cannot be read: it is broken, or too large. Open it in Word, save "
                "it again or split it in two, and choose that."
            )
        ) from error
    return found
