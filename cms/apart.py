"""Programs of our own that read what may be hostile: it costs them, and no web process.

`run_apart` starts one and gives it the file; the program itself calls `answer`. Programs know
nothing of Django: loading it would take longer than most files do.
"""

import ctypes
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cms.turns import BusyError, turn

SECONDS = 15  # of the clock
WAIT = 5  # seconds more, for a turn
PROCESSOR_SECONDS = 10
MEMORY = 1_000_000_000  # bytes
MOST_BYTES = 40_000_000  # of an answer
PR_SET_PDEATHSIG = 1  # of <sys/prctl.h>

# How a program ends, beside 0; anything else is a fault.
REFUSED, TOO_HEAVY = 3, 4
log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent


class Refused(Exception):
    """Why a file is not taken: one of the reasons in `cms.uploads.refusals`, and what fills it."""

    def __init__(self, reason: str, **values: Any) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


class ApartError(Exception):
    """The program gave no answer: it failed, or (`at_limit`) was stopped."""

    def __init__(self, *, at_limit: bool) -> None:
        super().__init__(at_limit)
        self.at_limit = at_limit


def run_apart(program: str, data: bytes, *arguments: str, within: float = SECONDS + WAIT) -> bytes:
    """Return what a program (the name of a module) makes of a file, within so many seconds.

    Raises Refused, ApartError; and BusyError where it is not the file that took the time.
    """
    ends = time.monotonic() + within
    with turn(min(WAIT, within)):
        done = _run(program, data, arguments, ends - time.monotonic())
    if done.returncode == REFUSED:
        raise Refused(**json.loads(done.stdout))
    if done.returncode:
        # Below nothing: the system stopped it, or a library in C fell over for want of memory.
        at_limit = done.returncode == TOO_HEAVY or done.returncode < 0
        if not at_limit:  # a fault of ours; what follows the kind of error may quote the file
            kind = done.stderr.decode(errors="replace").rpartition("\n")[0].rpartition("\n")[2]
            log.warning("%s failed: %s", program, kind.partition(":")[0])
        raise ApartError(at_limit=at_limit)
    return done.stdout


def _run(
    program: str, data: bytes, arguments: tuple[str, ...], left: float
) -> subprocess.CompletedProcess[bytes]:
    limits = (str(os.getpid()), str(PROCESSOR_SECONDS), str(MEMORY))
    try:
        return subprocess.run(  # noqa: S603 - our own program; the file goes to its input
            [sys.executable, "-E", "-s", "-m", program, *limits, *arguments],
            cwd=ROOT,
            input=data,
            capture_output=True,
            check=False,
            timeout=min(SECONDS, left),
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},  # none of the secrets of the server
        )
    except subprocess.TimeoutExpired as error:
        raise (ApartError(at_limit=True) if left >= SECONDS else BusyError) from error
    except (subprocess.SubprocessError, OSError) as error:
        raise ApartError(at_limit=False) from error


def answer(make: Callable[..., bytes]) -> None:
    """Limit this process before it reads anything; print what is made of the file."""
    logging.disable()  # what libraries say of a file may be more than the file
    parent, seconds, memory, *arguments = sys.argv[1:]
    _end_with(int(parent))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    try:
        made = make(sys.stdin.buffer.read(), *arguments)
        if len(made) > MOST_BYTES:
            raise Refused("too_much")
    except Refused as refusal:
        sys.stdout.write(json.dumps({"reason": refusal.reason, **refusal.values}))
        sys.exit(REFUSED)
    except MemoryError:
        sys.exit(TOO_HEAVY)
    sys.stdout.buffer.write(made)


def _end_with(parent: int) -> None:
    """End when the process that waits for us is killed, which nobody can tell us; Linux alone can.

    The system looks at the thread that started us; that one does nothing but wait.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before we asked
        sys.exit(1)
