"""`manage.py mail`: send what waits, say how the queue is doing, try again what failed."""

import logging
import os
import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from cms.mail.delivery import send_again
from cms.mail.models import OutgoingMail

logger = logging.getLogger(__name__)
INTERVAL = 2  # seconds between looks at an empty queue


class Command(BaseCommand):
    """The queue of mail."""

    help = "Send mail that waits in the queue, and see how the queue is doing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        actions = parser.add_subparsers(dest="action", required=True)
        work = actions.add_parser("work", help="Send mail, until stopped.")
        work.add_argument("--once", action="store_true", help="Stop when nothing is due.")
        work.add_argument(
            "--with-parent", action="store_true", help="Stop when the starting process is gone."
        )
        actions.add_parser("status", help="What waits, what is late and what failed.")
        actions.add_parser("retry", help="Try again what failed or is late.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        getattr(self, f"_{options['action']}")(**options)

    def _work(self, *, once: bool, with_parent: bool, **options: Any) -> None:
        worker = Worker(
            queue_names=["default"],
            interval=INTERVAL,
            batch=once,
            backend_name="mail",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        if not once:
            worker.configure_signals()
        if with_parent:
            threading.Thread(target=_stop_with, args=[os.getppid()], daemon=True).start()
        _run(worker, once=once)

    def _status(self, **options: Any) -> None:
        failed, late = OutgoingMail.objects.failed(), OutgoingMail.objects.late()
        waiting = OutgoingMail.objects.to_be_tried()
        counts = f"{waiting.count()} waiting, {late.count()} late, {failed.count()} failed"
        self.stdout.write(counts)
        for mail in [*failed, *waiting.exclude(error="")]:
            at = mail.created_at.isoformat(timespec="minutes")
            self.stdout.write(f"  {mail.pk} of {at}, tried {mail.attempts} times: {mail.error}")
        if late.exists():
            raise CommandError("Mail is late. Does a worker run? manage.py mail work")
        if failed.exists():
            raise CommandError("Mail failed. When the mail server works: manage.py mail retry")

    def _retry(self, **options: Any) -> None:
        count = send_again(OutgoingMail.objects.failed() | OutgoingMail.objects.late())
        self.stdout.write(f"{count} will be tried again.")


def _run(worker: Worker, *, once: bool) -> None:
    """Work on, also when the database is away for a moment."""
    while True:
        try:
            worker.run()
        except OperationalError:
            if once:
                raise
            logger.warning("The database did not answer; again in %d seconds.", INTERVAL)
            time.sleep(INTERVAL)
        else:
            return


def _stop_with(parent: int) -> None:
    """Stop this process when the one that started it is gone."""
    while os.getppid() == parent:
        time.sleep(INTERVAL)
    os.kill(os.getpid(), signal.SIGTERM)
