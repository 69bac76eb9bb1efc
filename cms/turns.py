"""At most so many programs at once on this machine, whichever of our processes started them.

Each turn is a lock on a file, which the system takes back from a process that ends. Knows nothing
of Django, like the programs (`cms.apart`).
"""

import errno
import logging
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

AT_ONCE = 4
FOR_STRANGERS = 2  # of these; who has an account always finds others
PAUSE = 0.05  # seconds between two looks
OURS_ALONE = 0o700
ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(tempfile.gettempdir(), f"apart-{os.getuid()}{str(ROOT).replace('/', '-')}")
log = logging.getLogger(__name__)
_most: ContextVar[int] = ContextVar("most", default=AT_ONCE)


class BusyError(Exception):
    """There was no turn, or no time; another time there may be."""


@contextmanager
def for_strangers() -> Iterator[None]:
    """Leave turns to others, whatever is opened meanwhile."""
    token = _most.set(FOR_STRANGERS)
    try:
        yield
    finally:
        _most.reset(token)


@contextmanager
def turn(seconds: float) -> Iterator[None]:
    """Wait so long for a turn at most, and keep it. Raises BusyError."""
    if seconds <= 0:
        raise BusyError
    ends = time.monotonic() + seconds
    while (lock := _free(_most.get())) is None:
        if time.monotonic() > ends:
            raise BusyError
        time.sleep(PAUSE)
    try:
        yield
    finally:
        os.close(lock)


def _free(most: int) -> int | None:
    try:
        _make_folder()
        # The last first: those with a share have only the first ones.
        locks = (_lock(FOLDER / str(number)) for number in reversed(range(most)))
        return next((lock for lock in locks if lock is not None), None)
    except OSError as error:
        log.error("No turn for any file: %s", error)
        raise BusyError from error


def _make_folder() -> None:
    """Make sure it is ours alone: others may write beside it, and know its name."""
    FOLDER.mkdir(mode=OURS_ALONE, exist_ok=True)
    found = FOLDER.lstat()
    is_private = stat.S_ISDIR(found.st_mode) and found.st_mode & 0o777 == OURS_ALONE
    if found.st_uid != os.getuid() or not is_private:
        raise PermissionError(errno.EPERM, "not a folder of ours alone", str(FOLDER))


def _lock(path: Path) -> int | None:
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        flock(lock, LOCK_EX | LOCK_NB)
    except OSError as error:
        os.close(lock)
        if isinstance(error, BlockingIOError):
            return None
        raise
    return lock
