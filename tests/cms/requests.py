"""Requests for functions that take one: by whom, and with what set on it."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory


def request_of(user: Any = None, **attributes: Any) -> HttpRequest:
    """Return a GET request of this user, or of a stranger."""
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    for name, value in attributes.items():
        setattr(request, name, value)
    return request
