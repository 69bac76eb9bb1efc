"""PDF files, rewritten by a program of its own: a hostile one costs only that."""

import subprocess
import sys
from pathlib import Path

from cms.uploads.refusals import refused

SECONDS = 15  # of the clock; the program itself stops after 10 of the processor
# How the program ends, beside 0; anything else is a fault.
REASONS = {3: "locked", 4: "active"}


def clean_pdf(data: bytes) -> bytes:
    """Return the pages without what tells who made them. Raises UploadRefused."""
    program = Path(__file__).with_name("pdf_rewrite.py")
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file goes to its input
            [sys.executable, "-I", program],
            input=data,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise refused("broken") from error
    if done.returncode:
        raise refused(REASONS.get(done.returncode, "broken"))
    return done.stdout
