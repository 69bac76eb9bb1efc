"""At most so many programs at once on this machine, whichever of our processes started them.

Each turn is a lock on a file, which the system takes back from a process that ends. Knows nothing
of Django, like the programs (`cms.apart`).
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

AT_ONCE = 4
PAUSE = 0.05  # seconds between two looks
ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(tempfile.gettempdir(), f"apart-{os.getuid()}{str(ROOT).replace('/', '-')}")


class BusyError(Exception):
    """There was no turn, or no time; another time there may be."""


@contextmanager
def turn(seconds: float) -> Iterator[None]:
    """Wait so long for a turn at most, and keep it. Raises BusyError."""
    if seconds <= 0:
        raise BusyError
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    ends = time.monotonic() + seconds
    while (lock := _free()) is None:
        if time.monotonic() > ends:
            raise BusyError
        time.sleep(PAUSE)
    try:
        yield
    finally:
        os.close(lock)


def _free() -> int | None:
    for number in range(AT_ONCE):
        lock = os.open(FOLDER / str(number), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            return lock
    return None
