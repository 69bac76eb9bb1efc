"""What the worker sends, now or later."""

import datetime
import smtplib

import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.utils import timezone


def delivered(**later):
    """Let the worker send what is due then, e.g. `minutes=11`; return what came in since."""
    before = len(mail.outbox)
    with time_machine.travel(timezone.now() + datetime.timedelta(**later), tick=False):
        call_command("mail", "work", "--once")
    return mail.outbox[before:]


class AwayBackend(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPConnectError(421, b"somebody@example.org: try later")


class DyingBackend(BaseEmailBackend):
    """A worker that is killed while it sends."""

    def send_messages(self, email_messages):
        raise SystemExit
