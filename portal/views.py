"""What machines ask of the site: is it alive, what may a crawler fetch, who hears of a hole."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views import defaults
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SECURITY_TXT_LIFETIME = timedelta(days=180)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when this process can ask the database something, 503 when it cannot.

    While the site is being maintained the database may be away, and 200 keeps the page that says so
    in sight.
    """
    if settings.MAINTENANCE:
        return JsonResponse({"status": "maintenance"})
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "error", "database": "unreachable"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything but the editor and the endless results of search may be crawled."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        f"Disallow: {reverse('search:results')}?",
        f"Disallow: {reverse('search:suggestions')}",
        f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a hole in this site (RFC 9116); missing until a contact is configured."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + SECURITY_TXT_LIFETIME).isoformat(timespec="seconds")
    text = (
        f"Contact: {settings.SECURITY_CONTACT}\nExpires: {expires}\nPreferred-Languages: nl, en\n"
    )
    return HttpResponse(text, content_type="text/plain")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A forbidden page and a missing page look the same, to caches too.

    Only for a forbidden page was it asked who wants to read it; the answer must not tell.
    """
    response = defaults.page_not_found(request, exception)
    patch_vary_headers(response, ["Cookie"])
    return response
