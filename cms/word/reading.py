"""What stands in a Word file: text as HTML, and the pictures in it."""

import base64
import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from cms.uploads.cleaning import check_size, open_apart
from cms.uploads.refusals import refused


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the document, cleaned; without a `file`, the reason why it is not taken."""

    alt: str
    file: ContentFile | None = None
    refusal: ValidationError | None = None


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
    check_size(upload, "docx")
    found: dict = json.loads(open_apart("cms.word.word_html", upload))
    pictures = [_picture(number, each) for number, each in enumerate(found["pictures"], start=1)]
    if not found["html"].strip():
        raise ValidationError(
            _("There is no text in this Word file. Choose another one, or write the item here.")
        )
    return WordText(found["html"], tuple(pictures), found["remarks"])


def _picture(number: int, found: dict) -> Picture:
    alt = found["alt"]
    if "refused" in found:
        return Picture(alt, refusal=refused(**found["refused"]))
    file = ContentFile(base64.b64decode(found["data"]), f"word-{number}.{found['kind']}")
    try:
        check_size(file, found["kind"])
    except ValidationError as refusal:
        return Picture(alt, refusal=refusal)
    return Picture(alt, file)
