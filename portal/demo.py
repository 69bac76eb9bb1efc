"""Starts the demo (`make demo`): checks, prepares var/, says where to go, becomes gunicorn.

A second start keeps the data: reference data and demo content are loaded into a new database, and
again only when their files have changed.
"""

import argparse
import hashlib
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

CONTENT_FOLDERS = ("cms/reference", "cms/demo", "search/analysis", "search/demo")
WORKERS, THREADS = 2, 4


def main() -> None:
    parser = argparse.ArgumentParser(prog="make demo", description="Start the demo.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reload", action="store_true", help="for developers: follow the sources")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.demo"
    os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{options.port}")
    django.setup()
    for problem in (port_problem(options.port), database_problem()):
        if problem:
            sys.exit(problem)
    prepare()
    start_workers()
    say(welcome(os.environ["BASE_URL"], settings.VAR_DIR / "demo-accounts.txt"))
    serve(f"127.0.0.1:{options.port}", reload=options.reload)


def port_problem(port: int) -> str | None:
    """Why no server can listen on this port of this machine, or None."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            return (
                f"Port {port} cannot be used ({error.strerror}). Stop the program that listens "
                f"there, or take another port: make demo PORT={port + 1}"
            )
    return None


def database_problem() -> str | None:
    """Why the database of this installation cannot be used, or None."""
    if connection.vendor == "sqlite":
        return sqlite_problem()
    try:
        connection.ensure_connection()
    except OperationalError as error:
        return f"The database of DATABASE_URL cannot be reached: {error}"
    return None


def sqlite_problem() -> str | None:
    """Why this Python's SQLite cannot hold the search index, or None."""
    try:
        with sqlite3.connect(":memory:") as database:
            database.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    except sqlite3.OperationalError:
        return (
            f"Python's SQLite ({sqlite3.sqlite_version}) has no full-text search (FTS5). "
            "Debian's and Ubuntu's python3 have it: remove .venv and run again with that one first "
            "in PATH."
        )
    return None


def prepare() -> None:
    """Bring database, content and static files up to date."""
    is_new = "django_migrations" not in connection.introspection.table_names()
    say("Preparing the database ...")
    call_command("migrate", verbosity=0, interactive=False)
    stamp, content = content_stamp(), content_hash()
    if is_new or not stamp.exists() or stamp.read_text() != content:
        say("Loading reference data and demo content ...")
        call_command("load_reference_data")
        call_command("load_demo")
        call_command("load_best_bets")
        call_command("search_index", "rebuild")
        stamp.write_text(content)
    elif settings.ELASTICSEARCH_HOSTS:
        call_command("search_index", "rebuild", "--index-only")
    say("Collecting static files ...")
    call_command("collectstatic", verbosity=0, interactive=False)


def content_stamp() -> Path:
    """Where it is written down which content the database holds; each database has its own."""
    folder: Path = settings.VAR_DIR
    place = "/".join(str(connection.settings_dict[key]) for key in ("HOST", "PORT", "NAME"))
    if connection.vendor == "sqlite":  # as seen from here: the folder may be copied or moved
        place = os.path.relpath(connection.settings_dict["NAME"], folder)
    digest = hashlib.sha256(place.encode()).hexdigest()
    return folder / f"demo-content-{digest[:8]}.stamp"


def content_hash() -> str:
    """Paths and bytes of all files that the database and the search index are filled from."""
    digest = hashlib.sha256()
    for folder in CONTENT_FOLDERS:
        for file in sorted((settings.BASE_DIR / folder).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(str(file.relative_to(settings.BASE_DIR)).encode() + file.read_bytes())
    return digest.hexdigest()


def welcome(address: str, accounts: Path) -> str:
    lines = [
        "",
        f"The portal runs:   {address}/",
        f"Search:            {address}/zoeken/",
        f"Sign in:           {address}/inloggen/",
        f"Editors' desk:     {address}/beheer/",
        "",
        "Mail is printed here, ten minutes after what it tells of. Reminders: manage.py remind",
        "",
    ]
    if not settings.MFA_REQUIRED:
        lines += [
            "In this demo a password opens the CMS. With the second step: MFA_REQUIRED=1 make demo",
            "",
        ]
    if accounts.exists():
        lines += [f"Demo accounts ({accounts}):", accounts.read_text()]
    return "\n".join([*lines, "Stop with Ctrl-C.", ""])


def start_workers() -> None:
    """For as long as the demo runs, send its mail; with a cluster, tell it what changes."""
    for queue in ["mail"] + ["search_index"] * bool(settings.ELASTICSEARCH_HOSTS):
        command = [sys.executable, "manage.py", queue, "work", "--with-parent"]
        subprocess.Popen(command)  # noqa: S603 - our own program


def serve(address: str, *, reload: bool) -> None:
    """Become the web server: this process is replaced, so Ctrl-C reaches it alone."""
    if reload:
        server = ["manage.py", "runserver", address]
    else:
        server = ["-m", "gunicorn", "portal.wsgi", "--bind", address, "--log-level", "warning"]
        server += ["--logger-class", "portal.logs.ServerLog"]
        server += ["--workers", str(WORKERS), "--threads", str(THREADS)]
        # A long question is one long line; the site cuts it, the server would refuse the page.
        server += ["--limit-request-line", "0"]
    os.execv(sys.executable, [sys.executable, *server])  # noqa: S606 - our own interpreter, no shell


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main()
    except CommandError as error:
        sys.exit(f"The demo could not be prepared: {error}")
    except KeyboardInterrupt:
        sys.exit("Stopped before the demo was ready.")
