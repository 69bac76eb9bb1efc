"""A portal of its own for a proof: set up on the servers, and compared with the index after it."""

import os
import sys
from io import StringIO
from pathlib import Path

import django

from tests.servers.running import Servers


def prepare(servers: Servers, folder: Path) -> None:
    """Set Django up with these servers, on an empty database with the reference data."""
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
    from django.core.management import call_command  # noqa: PLC0415 - needs the settings

    call_command("migrate", verbosity=0)
    call_command("load_reference_data", stdout=StringIO())
    call_command("search_index", "rebuild", stdout=StringIO(), stderr=StringIO())


def tell_and_compare() -> int:
    """Let a worker finish in peace; return 1 if pages, projection and index are not equal."""
    from django.core.management import CommandError, call_command  # noqa: PLC0415 - needs the settings

    from search.models import OutboxEntry  # noqa: PLC0415 - Django is set up first
    from tests.durability.chaos import tell_everything  # noqa: PLC0415 - Django is set up first

    tell_everything(lambda: not OutboxEntry.objects.exists())
    try:
        call_command("search_index", "check")
    except CommandError as problem:
        say(f"NOT EQUAL: {problem}")
        return 1
    say("Pages, projection and index are equal by id, version and content.")
    return 0


def say(line: str) -> None:
    """Write a line that can be read at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
