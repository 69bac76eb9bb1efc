"""One transaction around each request that may write, none around one that only reads.

ATOMIC_REQUESTS would wrap both, and with SQLite every transaction takes the write lock at its start
(see settings): readers would then wait for each other and for each editor who saves.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class AtomicWrites:
    """Last of the middleware: calls the view itself, so that its errors roll everything back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        # Whoever says `non_atomic_requests` sees to it alone: allauth's views raise what only its
        # own middleware understands, which would not hear of it from in here.
        if request.method in SAFE_METHODS or getattr(view, "_non_atomic_requests", None):
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)
