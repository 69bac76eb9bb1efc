"""Getting mail away, by the worker (`manage.py mail work`): more than once, and not for ever."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cms.mail.envelope import unpacked
from cms.mail.models import MOST_ATTEMPTS, PAUSES, OutgoingMail, OutgoingMailQuerySet

logger = logging.getLogger(__name__)
REFUSED_FOR_GOOD = 500  # codes of SMTP from here on (RFC 5321, 4.2.1)


@task(backend="mail")
def deliver(pk: int) -> None:
    """Try to send one message."""
    mail = _claim(pk)
    if mail is None:
        return  # it is gone already, another worker has it, or it was tried often enough
    message = unpacked(mail.sealed)
    # No out-of-office reply comes back to what no person sent (RFC 3834).
    message.extra_headers.setdefault("Auto-Submitted", "auto-generated")
    message.connection = get_connection(settings.MAIL_SENDER)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        if _is_for_good(error):
            mail.delete()  # with the address: it is nobody's, or not of who typed it
            logger.info("Mail %s was refused for good and is deleted", pk)
        else:
            OutgoingMail.objects.filter(pk=pk).update(error=type(error).__name__)
    except OSError as error:  # so are all errors of SMTP
        code = getattr(error, "smtp_code", "")
        OutgoingMail.objects.filter(pk=pk).update(error=f"{type(error).__name__} {code}".strip())
    else:
        mail.delete()


def _is_for_good(error: smtplib.SMTPRecipientsRefused) -> bool:
    """Tell whether the server says of every address that trying again is of no use (5xx)."""
    return all(code >= REFUSED_FOR_GOOD for code, _said in error.recipients.values())


def send_again(mails: OutgoingMailQuerySet) -> int:
    """Try these from the start."""
    with transaction.atomic():
        found = list(mails.select_for_update().values_list("pk", flat=True))
        OutgoingMail.objects.filter(pk__in=found).update(attempts=0, due_at=timezone.now())
        for pk in found:
            deliver.enqueue(pk)
    return len(found)


@transaction.atomic
def _claim(pk: int) -> OutgoingMail | None:
    """Take a message that is due, and see to the next attempt before this one.

    So a worker that dies loses nothing. The other way round a message may come twice, if the
    worker dies between sending and writing that down.
    """
    now = timezone.now()
    due = OutgoingMail.objects.select_for_update().to_be_tried().filter(pk=pk, due_at__lte=now)
    mail = due.first()
    if mail is None:
        return None
    mail.attempts += 1
    mail.due_at = now + PAUSES[min(mail.attempts, len(PAUSES)) - 1]
    mail.save(update_fields=["due_at", "attempts"])
    if mail.attempts < MOST_ATTEMPTS:
        deliver.using(run_after=mail.due_at).enqueue(pk)
    return mail
