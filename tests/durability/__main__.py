"""`make durability`: see the package. Ends with 1 if projection, index and pages are not equal."""

import argparse
import os
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

import django

from tests.servers.running import Servers, Wanted, running


def main() -> int:
    parser = argparse.ArgumentParser(prog="make durability", description=__doc__)
    parser.add_argument("--operations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--elasticsearch", choices=["8", "9"], default="8")
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    options = parser.parse_args()
    wanted = Wanted(elasticsearch=options.elasticsearch, postgresql=options.postgresql)
    with running(wanted) as servers, tempfile.TemporaryDirectory() as folder:
        return run(servers, Path(folder), options)


def run(servers: Servers, folder: Path, options: argparse.Namespace) -> int:
    os.environ.update(
        {
            "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
            **servers.environment(),
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "VAR_DIR": str(folder),
            "LOG_LEVEL": "CRITICAL",
        }
    )
    django.setup()
    from django.core.management import CommandError, call_command  # noqa: PLC0415 - needs the settings

    from search.models import OutboxEntry  # noqa: PLC0415 - as above
    from tests.durability.changes import Changes  # noqa: PLC0415 - as above
    from tests.durability.chaos import Chaos, tell_everything  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0)
    call_command("load_reference_data", stdout=StringIO())
    call_command("search_index", "rebuild", stdout=StringIO(), stderr=StringIO())
    changes, started = Changes(options.seed), time.monotonic()
    with Chaos(servers.elasticsearch, options.seed) as chaos:
        for number in range(1, options.operations + 1):
            changes.make_one()
            if number % max(1, options.operations // 20) == 0:
                waiting = OutboxEntry.objects.count()
                say(f"{number} changes, {time.monotonic() - started:.0f} s, {waiting} waiting")
    tell_everything(lambda: not OutboxEntry.objects.exists())
    say(f"changes: {dict(sorted(changes.done.items()))}")
    say(f"meanwhile: {dict(sorted(chaos.done.items()))}")
    try:
        call_command("search_index", "check")
    except CommandError as problem:
        say(f"NOT EQUAL: {problem}")
        return 1
    say("Pages, projection and index are equal by id, version and content.")
    return 0


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


sys.exit(main())
