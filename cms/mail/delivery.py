"""Getting mail away, by the worker (`manage.py mail work`): more than once, and not for ever."""

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cms.mail.envelope import unpacked
from cms.mail.models import MOST_ATTEMPTS, PAUSES, OutgoingMail, OutgoingMailQuerySet


@task(backend="mail")
def deliver(pk: int) -> None:
    """Try to send one message."""
    mail = _claim(pk)
    if mail is None:
        return  # it is gone already, another worker has it, or it was tried often enough
    message = unpacked(mail.sealed)
    message.connection = get_connection(settings.MAIL_SENDER)
    try:
        message.send()
    except OSError as error:  # so are all errors of SMTP
        code = getattr(error, "smtp_code", "")
        OutgoingMail.objects.filter(pk=pk).update(error=f"{type(error).__name__} {code}".strip())
    else:
        mail.delete()


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
