"""`manage.py load_best_bets`: the best bets of the demo."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.reference.files import BrokenFile
from search.demo.loader import OWN_FILE, load_best_bets


class Command(BaseCommand):
    """Pin the example items to words, after `load_demo`."""

    help = "Load example best bets; safe to run again. Not for production."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --from."""
        parser.add_argument(
            "--from",
            dest="path",
            type=Path,
            default=OWN_FILE,
            metavar="FILE",
            help="take best bets from this file",
        )

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        """Load, and say what changed."""
        if not getattr(settings, "CMS_DEMO_ALLOWED", False):
            raise CommandError(
                _("This installation takes no demo content (setting CMS_DEMO_ALLOWED).")
            )
        try:
            changes = load_best_bets(path)
        except BrokenFile as error:
            raise CommandError(_("%(fault)s Nothing was changed.") % {"fault": error}) from error
        message = _(
            "Best bets: %(created)d made, %(updated)d changed, %(left)d left to the editors who "
            "changed them."
        )
        counts = {
            "created": changes.created,
            "updated": changes.updated,
            "left": changes.left_alone,
        }
        self.stdout.write(message % counts)
