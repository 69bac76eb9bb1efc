"""Forget who handed in a lesson, when their time is over. Meant to run every hour."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.contributions.retention import erase_overdue


class Command(BaseCommand):
    """Delete what nobody confirmed, and names, addresses, messages and links that are too old."""

    help = "Forgets who handed in a lesson, as long ago as the portal settings say. Run it hourly."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many."""
        erased = erase_overdue()
        self.stdout.write(f"Not confirmed: {erased.unconfirmed}. Senders: {erased.senders}.")
