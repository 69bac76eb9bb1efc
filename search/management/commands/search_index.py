"""`manage.py search_index`: fill the projection from the pages, or see whether it is in step."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.indexing import Drift, find_drift, rebuild, repair


class Command(BaseCommand):
    """Rebuild or check the projection that every search engine reads."""

    help = "Fill the search projection from the published pages, or check it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("rebuild", help="Write every document anew. Safe to run at any time.")
        check = actions.add_parser(
            "check", help="Compare documents with pages; exit 1 if not equal."
        )
        check.add_argument("--repair", action="store_true", help="Bring what differs in step.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what was found."""
        if options["action"] == "rebuild":
            self.stdout.write(f"{rebuild()} documents are live.")
            return
        drift = find_drift()
        if not drift:
            self.stdout.write("Every published page has its document.")
            return
        if not options["repair"]:
            raise CommandError(f"{_said(drift)} Run: manage.py search_index check --repair")
        repair(drift)
        self.stdout.write(f"{_said(drift)} Repaired.")


def _said(drift: Drift) -> str:
    return (
        f"{len(drift.missing)} missing, {len(drift.stale)} out of date, "
        f"{len(drift.extra)} too many."
    )
