"""Programs of our own that read what may be hostile: it costs them, and no web process.

Each sets limits of its own before it reads anything, and imports nothing of the portal.
"""

import subprocess
import sys
from pathlib import Path

SECONDS = 15  # of the clock; the programs themselves stop after 10 of the processor


class ApartError(Exception):
    """It gave no answer. `code` is how the program ended; None if it was stopped."""

    def __init__(self, code: int | None = None) -> None:
        super().__init__(code)
        self.code = code


def run_apart(program: Path, data: bytes) -> bytes:
    """Return what a program makes of what it is given. Raises ApartError."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file goes to its input
            [sys.executable, "-I", program],
            input=data,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise ApartError from error
    if done.returncode:
        raise ApartError(done.returncode)
    return done.stdout
