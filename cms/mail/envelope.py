"""A message as it is kept in the queue: sealed, since it may hold a link that opens an account."""

import json
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives

from cms.sealing import seal, unseal

PURPOSE = "cms.mail"
FIELDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to")


def packed(message: EmailMessage) -> str:
    """Return a message as a sealed text. Raises ValueError for what mail cannot be."""
    if message.attachments:
        raise ValueError("Mail of the portal has no attachments.")
    message.message()  # a line break in a header is refused here rather than in the worker
    values: dict[str, Any] = {name: getattr(message, name) for name in FIELDS}
    values["headers"] = message.extra_headers
    values["alternatives"] = [tuple(each) for each in getattr(message, "alternatives", ())]
    return seal(json.dumps(values, default=str), PURPOSE)


def unpacked(sealed: str) -> EmailMultiAlternatives:
    """Return the message again."""
    return EmailMultiAlternatives(**json.loads(unseal(sealed, PURPOSE)))
