"""Why a file is refused, in words that name the fix."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class UploadRefused(ValidationError):
    """Raised for a file that is not taken; its message tells who sends it what to do."""


REASONS = {
    "empty": _("This file is empty. Choose another one."),
    "too_large": _("This file is larger than %(most)s. Make it smaller, or split it in two."),
    "unknown": _(
        "This kind of file is not taken. Save it as PDF, as Word (.docx), Excel (.xlsx) or "
        "PowerPoint (.pptx), or as a JPEG or PNG picture."
    ),
    "wrong_name": _(
        "The name of this file ends in “.%(ending)s”, but inside it is of another kind: "
        "%(kind)s. Open it, save it again as what it should be, and send that."
    ),
    "old_or_locked": _(
        "This is an old Office file, or it has a password. Open it, take the password off, and "
        "save it as .docx, .xlsx or .pptx."
    ),
    "locked": _("This file has a password. Take the password off, save it, and send that."),
    "broken": _(
        "This file cannot be read: it is broken or incomplete. Open it in the program that made "
        "it, save it again, and send that."
    ),
    "too_much": _(
        "More is packed in this file than we take. Split it in two, or leave out large pictures "
        "and sheets."
    ),
    "too_many_pixels": _(
        "This picture has more than %(millions)d million pixels. Make it smaller and send that."
    ),
    "too_heavy": _(
        "Opening this file takes too much time or memory. Make it smaller, or split it in two, "
        "and send that."
    ),
    "busy": _(
        "So many files are being read right now that there was no time for “%(name)s”. There is "
        "nothing wrong with it. Wait a minute, and send it again."
    ),
    "past_the_last": _("At most %(number)d are taken."),
    "elsewhere": _("It is not in the Word file itself, but on another machine."),
    "drawing": _("Save it as JPEG or PNG and add it yourself."),
    "active": _(
        "This file holds a macro, a script or another file. Take that out, or save it as PDF by "
        "printing it."
    ),
}


def refused(reason: str, **values: Any) -> UploadRefused:
    """Return the refusal for this reason, to be raised."""
    return UploadRefused(REASONS[reason], code=reason, params=values)
