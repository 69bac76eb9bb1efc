"""The mail backend of the portal (EMAIL_BACKEND): keeps each message for the worker."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from cms.mail.delivery import deliver
from cms.mail.envelope import packed
from cms.mail.models import OutgoingMail


class QueueBackend(BaseEmailBackend):
    """Sends nothing itself. What is rolled back with its request is never sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages, and tell the worker."""
        wanted = [message for message in email_messages if message.recipients()]
        for message in wanted:
            with transaction.atomic():
                mail = OutgoingMail.objects.create(sealed=packed(message))
                deliver.enqueue(mail.pk)
        return len(wanted)
