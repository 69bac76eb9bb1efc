"""`manage.py remind`, once a day: ask what is still right, and tidy up behind the mail."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.consents import clear_notes_left
from cms.mail.delivery import send_again
from cms.mail.leaving import leave_behind
from cms.mail.models import OutgoingMail
from cms.mail.notices import enqueue_overdue
from cms.upkeep.reminders import (
    give_dates,
    note_all_links,
    remind_of_contacts,
    remind_of_items,
    remind_of_links,
)

TASKS_KEPT = timedelta(days=1)  # after they ended; they hold numbers only
FAILED_KEPT = timedelta(days=14)  # mail that could not be sent, with its text


class Command(BaseCommand):
    """Nothing is asked twice, however often this runs."""

    help = "Remind of review dates, contacts and links. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do all of it and say how much there was."""
        taken = leave_behind()
        dated = give_dates()
        note_all_links()
        items, contacts, links = remind_of_items(), remind_of_contacts(), remind_of_links()
        self.stdout.write(
            f"{items} items, {contacts} contacts and the links of {links} items asked about; "
            f"{dated} items got a date, {taken} were taken over by their organisation."
        )
        clear_notes_left()
        _tidy_up()


def _tidy_up() -> None:
    now = timezone.now()
    OutgoingMail.objects.failed().filter(created_at__lt=now - FAILED_KEPT).delete()
    ended = DBTaskResult.objects.finished().filter(backend_name="mail")
    ended.filter(finished_at__lt=now - TASKS_KEPT).delete()
    enqueue_overdue()
    send_again(OutgoingMail.objects.late())
