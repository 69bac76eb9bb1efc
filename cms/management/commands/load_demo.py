"""`manage.py load_demo`: example content and an account for each role."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.demo.accounts import load_accounts
from cms.demo.files import OWN_CONTENT
from cms.demo.loader import load_demo
from cms.reference.files import BrokenFile


class Command(BaseCommand):
    help = "Load example content and demo accounts; safe to run again. Not for production."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --from and --overwrite."""
        parser.add_argument(
            "--from",
            dest="directory",
            type=Path,
            default=OWN_CONTENT,
            metavar="FOLDER",
            help="take content from this folder",
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="also bring back what editors changed since the last time",
        )

    def handle(self, *args: Any, directory: Path, overwrite: bool, **options: Any) -> None:
        """Load, and say what changed."""
        if not getattr(settings, "CMS_DEMO_ALLOWED", False):
            raise CommandError(
                _("This installation takes no demo content (setting CMS_DEMO_ALLOWED).")
            )
        try:
            summary = load_demo(directory, overwrite=overwrite)
        except BrokenFile as error:
            raise CommandError(_("%(fault)s Nothing was changed.") % {"fault": error}) from error
        accounts = settings.VAR_DIR / "demo-accounts.txt"
        made = load_accounts(accounts)
        self.stdout.write(
            _("Demo content: %(created)d made, %(updated)d changed; %(accounts)d accounts made.")
            % {
                "created": summary.changes.created,
                "updated": summary.changes.updated,
                "accounts": made,
            }
        )
        if summary.left_alone:
            names = ", ".join(summary.left_alone)
            self.stdout.write(
                _("Left alone, because editors changed it (--overwrite brings it back): %(names)s")
                % {"names": names}
            )
