"""Server processes: started, noted on disk, paused, killed, and ended whatever happened before.

Each server leads a session of its own, and its command lines name a folder of its own. That pair
tells its processes from all others, also when a number in an old note is somebody else's by now.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.servers import Failed
from tests.servers.account import as_server

VAR = Path(__file__).resolve().parents[2] / "var/servers"
NOTES = VAR / "running"
START_SECONDS, STOP_SECONDS = 300, 30  # generous: the machine may be busy
LOG = "server.log"
LOG_LINES = 40

# Our own children, kept until we end: one that has ended is a zombie until it is asked how.
children: dict[int, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True, slots=True)
class Process:
    """A server that was started, as its note on disk tells it."""

    name: str
    url: str
    pid: int  # of the leader; its session has the same number
    folder: str
    keep: bool  # the folder, when the server stops
    owner: int | None  # the program that stops it; None: it goes on until `stop`
    stop_signal: int = signal.SIGTERM

    @property
    def note(self) -> Path:
        return note_of(self.folder)

    def write_note(self) -> None:
        """Put it in place in one move: others may be reading notes."""
        NOTES.mkdir(parents=True, exist_ok=True)
        draft = self.note.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(asdict(self)))
        draft.replace(self.note)

    def pids(self) -> list[int]:
        """What runs of it now; zombies do not."""
        if child := children.get(self.pid):
            child.poll()
        session = {pid: command for pid, command in running_commands(session=self.pid) if command}
        ours = any(self.folder in command for command in session.values())
        return list(session) if ours else []

    def send(self, number: int, pids: Sequence[int]) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def pause(self) -> None:
        """Let it hang: connections stay open, nothing answers."""
        self.send(signal.SIGSTOP, self.pids())

    def resume(self) -> None:
        self.send(signal.SIGCONT, self.pids())

    def kill(self) -> None:
        """End it as a power cut would."""
        self.send(signal.SIGKILL, self.pids())
        wait_for(lambda: not self.pids(), seconds=STOP_SECONDS)

    def end(self) -> None:
        """End it as its makers advise: the leader, then whom it left; by force after a while."""
        self.resume()
        self.send(self.stop_signal, [pid for pid in self.pids() if pid == self.pid])
        wait_for(lambda: self.pid not in self.pids(), seconds=STOP_SECONDS)
        self.send(self.stop_signal, self.pids())
        if not wait_for(lambda: not self.pids(), seconds=STOP_SECONDS):
            self.kill()

    def stop(self, *, keep: bool = False) -> None:
        """End it and clear away what it leaves."""
        self.end()
        self.note.unlink(missing_ok=True)
        if not self.keep and not keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def log_tail(self) -> str:
        log = Path(self.folder) / LOG
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        return "\n".join([f"--- the end of {log}", *lines[-LOG_LINES:], "---"])


def start(
    process: Callable[[int], Process],
    command: Sequence[str],
    *,
    folder: Path,
    cwd: Path,
    environment: Mapping[str, str],
    standard_input: Path | None = None,
) -> Process:
    """Start the command; `process` makes its note from the number that it gets."""
    for other in noted():
        if other.folder == str(folder) and other.pids():
            raise Failed(f"{other.name} runs there already: python -m tests.servers stop")
    source = standard_input or Path(os.devnull)
    with source.open("rb") as stdin, (folder / LOG).open("ab") as output:
        child = subprocess.Popen(
            command,
            cwd=cwd,
            env=dict(environment),
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **as_server(),
        )
    children[child.pid] = child
    started = process(child.pid)
    started.write_note()
    return started


def wait_until_ready(
    processes: Sequence[Process], ready: Callable[[], bool], seconds: float = START_SECONDS
) -> None:
    """Return when `ready` says so; else raise `Failed` with what the servers wrote last."""

    def ended() -> list[Process]:
        return [process for process in processes if not process.pids()]

    if not wait_for(lambda: bool(ended()) or ready(), seconds=seconds):
        raise Failed(report(processes, f"did not answer within {seconds:.0f} s"))
    if gone := ended():
        raise Failed(report(gone, "ended while it started"))


def report(processes: Sequence[Process], problem: str) -> str:
    return "\n".join(f"{process.name} {problem}.\n{process.log_tail()}" for process in processes)


def wait_for(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return met


def running_commands(session: int) -> Iterator[tuple[int, str]]:
    """The processes of a session: number and command line, which is empty for a zombie."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getsid(int(entry.name)) == session:
                yield int(entry.name), (entry / "cmdline").read_text(errors="replace")


def note_of(folder: str) -> Path:
    return NOTES / f"{folder.strip('/').replace('/', '-')}.json"


def noted() -> list[Process]:
    """All servers that were started and not stopped yet."""
    found = []
    for note in sorted(NOTES.glob("*.json")):
        with suppress(FileNotFoundError):  # stopped at this moment
            found.append(Process(**json.loads(note.read_text())))
    return found


def stop_leftovers() -> None:
    """Stop what a program started that did not live to stop it."""
    for process in noted():
        if process.owner is not None and not Path(f"/proc/{process.owner}").exists():
            sys.stderr.write(f"Clearing away {process.name}: what started it has crashed.\n")
            process.stop()
