"""What an answer says to a browser, without what differs from one answer to the next."""

import re
from typing import Any

from django.http import HttpResponse

_TOKEN = re.compile(r'(?<=nonce=")[^"]*|\b[A-Za-z0-9]{64}\b|/editing-sessions/[\w/]+')


def said(response: HttpResponse) -> tuple[int, str]:
    """Return status and text, without nonces, tokens of forms and numbers of editing sessions."""
    return response.status_code, _TOKEN.sub("", response.content.decode())


def form_errors(response: Any) -> dict[str, list[str]]:
    """Return what the form, shown again, says at its fields."""
    assert response.status_code == 200
    found: dict[str, list[str]] = response.context["form"].errors
    return found
