"""Production: https only. Refuses to start when a setting that has no safe default is missing."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.accounts import SILENCED_SYSTEM_CHECKS
from portal.settings.base import *  # noqa: F403 - settings are one namespace by design
from portal.settings.base import ALLOWED_HOSTS, SECRET_KEY, env

SECRET_KEY_LENGTH = 50

if len(SECRET_KEY) < SECRET_KEY_LENGTH:
    raise ImproperlyConfigured(
        f"SECRET_KEY is missing or shorter than {SECRET_KEY_LENGTH} characters. Set it in the "
        "environment to a long random text, for instance the output of: "
        "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
    )
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is missing. Set it in the environment to the host names of this portal, "
        "separated by commas."
    )

# Shared by all web processes, without another server; `manage.py createcachetable` makes the table.
CACHES = {"default": env.cache_url("CACHE_URL", default="dbcache://portal_cache")}

# Only behind a server that ends TLS and always sets this header itself: else anybody could.
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by the machine next door, over plain http
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# W019 wants no frames at all; the editor previews pages in one, of this site only.
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W019"]
