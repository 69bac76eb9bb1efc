"""What the worker sends, now or later."""

import datetime
import smtplib
from unittest import mock

import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.utils import timezone

from tests.cms.moderation.conftest import make_desk

CLOSING = "django_tasks_db.management.commands.db_worker.close_old_connections"


def desk_with_addresses():
    """Make everybody who could have a say, each with an address."""
    desk = make_desk()
    for person in desk.people.values():
        person.email = f"{person.username}@example.org"
        person.save()
    return desk


def use_queue(settings):
    """Send mail as production does."""
    settings.EMAIL_BACKEND = "cms.mail.backend.QueueBackend"
    settings.WAGTAILADMIN_BASE_URL = "https://portaal.example"


def delivered(**later):
    """Let the worker send what is due then, e.g. `minutes=11`; return what came in since."""
    before = len(mail.outbox)
    then = timezone.now() + datetime.timedelta(**later)
    # The worker gives up its connection now and then; in a test it shares that of the test.
    with time_machine.travel(then, tick=False), mock.patch(CLOSING):
        call_command("mail", "work", "--once")
    return mail.outbox[before:]


class AwayBackend(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPConnectError(421, b"somebody@example.org: try later")


class RefusingBackend(BaseEmailBackend):
    """A mail server that knows no such address."""

    code = 550

    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused({"a@example.org": (self.code, b"a@example.org?")})


class BusyBackend(RefusingBackend):
    """A mail server that wants it later."""

    code = 451


class DyingBackend(BaseEmailBackend):
    """A worker that is killed while it sends."""

    def send_messages(self, email_messages):
        raise SystemExit
