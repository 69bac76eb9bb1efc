"""`manage.py load_reference_data`: municipalities, topics, organisations, fixed pages, rights."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.reference.files import BrokenFile
from cms.reference.loader import load_reference_data


class Command(BaseCommand):
    help = "Load the reference data; safe to run again. A broken file changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --from."""
        parser.add_argument(
            "--from",
            dest="directory",
            type=Path,
            metavar="FOLDER",
            help="take files from this folder; what it does not hold comes from our own data",
        )

    def handle(self, *args: Any, directory: Path | None, **options: Any) -> None:
        """Load, and say what changed."""
        try:
            summary = load_reference_data(directory)
        except BrokenFile as error:
            raise CommandError(_("%(fault)s Nothing was changed.") % {"fault": error}) from error
        message = _(
            "Reference data: %(created)d made, %(updated)d changed, "
            "%(retired)d municipalities no longer exist."
        )
        fields = {
            "created": summary.created,
            "updated": summary.updated,
            "retired": summary.retired,
        }
        self.stdout.write(message % fields)
