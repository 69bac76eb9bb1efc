"""PDF files, rewritten by a program of its own: a hostile one costs only that."""

from pathlib import Path

from cms.apart import ApartError, run_apart
from cms.uploads.refusals import refused

# How the program ends, beside 0; anything else is a fault.
REASONS = {3: "locked", 4: "active"}


def clean_pdf(data: bytes) -> bytes:
    """Return the pages without what tells who made them. Raises UploadRefused."""
    try:
        return run_apart(Path(__file__).with_name("pdf_rewrite.py"), data)
    except ApartError as error:
        reason = "broken" if error.code is None else REASONS.get(error.code, "broken")
        raise refused(reason) from error
