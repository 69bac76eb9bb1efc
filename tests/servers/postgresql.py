"""PostgreSQL as Debian installs it: a cluster of its own on loopback, without its own service."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.servers import Failed, Unavailable, processes
from tests.servers.account import as_server, own_folder
from tests.servers.ports import HOST, free_ports
from tests.servers.processes import Process

DEBIAN = Path("/usr/lib/postgresql")
PORTAL = "portal"  # user and database
# Nothing of a test needs to outlive a power cut.
SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def start(*, data: Path | None = None, owner: int | None = None) -> Process:
    """Start a server and return when it answers; `data` is a folder to keep what it stores."""
    programs = find_programs()
    version = programs.parent.name if programs.is_relative_to(DEBIAN) else ""
    folder = own_folder("-".join(filter(None, ["postgresql", version])), data)
    (port,) = free_ports(1)
    if not (folder / "data/PG_VERSION").exists():
        create_cluster(programs, folder)
    process = processes.start(
        partial(note, port=port, folder=folder, keep=data is not None, owner=owner),
        server_command(programs, folder, port),
        folder=folder,
        cwd=folder,
        environment=ENVIRONMENT,
    )
    try:
        processes.wait_until_ready([process], partial(is_ready, programs, port))
        create_database(programs, port)
    except BaseException as problem:
        process.stop(keep=isinstance(problem, Failed))
        raise
    return process


def note(pid: int, *, port: int, folder: Path, keep: bool, owner: int | None) -> Process:
    return Process(
        name=f"PostgreSQL on port {port}",
        url=f"postgres://{PORTAL}@{HOST}:{port}/{PORTAL}",
        pid=pid,
        folder=str(folder),
        keep=keep,
        owner=owner,
        stop_signal=signal.SIGINT,  # end now, and do not wait until every client has gone
    )


def find_programs() -> Path:
    """Return the folder of initdb and postgres: the newest of Debian's, else the one in PATH."""
    versions = [int(path.name) for path in DEBIAN.glob("[0-9]*") if (path / "bin/initdb").exists()]
    if versions:
        return DEBIAN / str(max(versions)) / "bin"
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    raise Unavailable("PostgreSQL is missing: apt-get install postgresql")


def create_cluster(programs: Path, folder: Path) -> None:
    place = [f"--pgdata={folder}/data", f"--username={PORTAL}", "--auth=trust", "--no-sync"]
    run([str(programs / "initdb"), *place, "--encoding=UTF8", "--locale=C.UTF-8"])


def server_command(programs: Path, folder: Path, port: int) -> list[str]:
    settings = {**SETTINGS, "port": str(port)}
    command = [str(programs / "postgres"), "-D", f"{folder}/data"]
    return command + [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]


def is_ready(programs: Path, port: int) -> bool:
    question = [str(programs / "pg_isready"), "--quiet", f"--host={HOST}", f"--port={port}"]
    return subprocess.run(question, check=False).returncode == 0


def create_database(programs: Path, port: int) -> None:
    """Create the portal's database, unless kept data has it already."""
    client = ["--username=portal", f"--host={HOST}", f"--port={port}", "--no-password"]
    ask = f"SELECT 1 FROM pg_database WHERE datname = '{PORTAL}'"  # noqa: S608 - a constant
    psql = [str(programs / "psql"), *client, "--no-psqlrc", "--tuples-only", "--command", ask]
    if not run([*psql, "postgres"]).strip():
        run([str(programs / "createdb"), *client, PORTAL])


def run(command: Sequence[str]) -> str:
    """Run one of PostgreSQL's programs as the server's account; return what it says."""
    done = subprocess.run(
        command,
        cwd="/",  # which every account may enter
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        **as_server(),
    )
    words = str(done.stdout, errors="replace")
    if done.returncode:
        raise Failed(f"{Path(command[0]).name} failed: {words}")
    return words
