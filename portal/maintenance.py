"""While MAINTENANCE is on, every address says so, without asking the database anything."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

RETRY_AFTER = 600  # seconds: when a crawler or a monitor may ask again


class MaintenanceMiddleware:
    """Stands before everything that needs a session; only the health check gets past it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.MAINTENANCE or request.path == reverse("healthz"):
            return self.get_response(request)
        headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
