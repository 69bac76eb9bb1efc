"""Migrations take half a minute, a copy of what they gave no time: they run once for all test runs.

Only for SQLite in memory. A changed migration, package or SQLite gives a file of another name.
"""

import fcntl
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "tests"


@contextmanager
def migrated_before() -> Iterator[Callable[[], None]]:
    """Let `migrate` find its work done if a run did it before; call what it yields when it is done.

    Others who start meanwhile wait for that call.
    """
    if connection.vendor != "sqlite" or not connection.creation.is_in_memory_db(_name()):
        yield lambda: None
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = FOLDER / f"migrated-{_fingerprint()}.sqlite3"
    with ExitStack() as until_done:
        until_done.enter_context(_alone())
        # The database in memory lives for as long as somebody is connected to it.
        memory = until_done.enter_context(closing(sqlite3.connect(_name(), uri=True)))
        known = kept.exists()
        if known:
            _copy(kept, memory)

        def done() -> None:
            if not known:
                _keep(memory, kept)
            until_done.close()

        yield done


def _copy(kept: Path, memory: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(kept)) as file:
        file.backup(memory)


def _keep(memory: sqlite3.Connection, kept: Path) -> None:
    for older in FOLDER.glob("migrated-*"):
        older.unlink()
    half = kept.with_suffix(".half")
    with closing(sqlite3.connect(half)) as file:
        memory.backup(file)
    half.rename(kept)


def _name() -> str:
    name: str = connection.creation._get_test_db_name()
    return name


def _fingerprint() -> str:
    made_of = [ROOT / "requirements" / "base.txt", *ROOT.glob("*/migrations/*.py")]
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    for file in sorted(made_of):
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _alone() -> Iterator[None]:
    with (FOLDER / "migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
