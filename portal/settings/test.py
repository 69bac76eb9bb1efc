"""The tests: SQLite in memory or DATABASE_URL's server, cheap passwords, files that go away."""

import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403 - settings are one namespace by design
from portal.settings.base import DATABASES, STORAGES

SECRET_KEY = "only for tests"  # noqa: S105 - signs nothing that lives longer than a test
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES["default"]["TEST"] = {"NAME": None}
# A pool keeps connections to a database that is to be made or thrown away.
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MFA_REQUIRED = False  # the tests of the second step turn it on
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
EMAIL_BACKEND = MAIL_SENDER = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

_files = tempfile.TemporaryDirectory(prefix="portal-test-")
MEDIA_ROOT = Path(_files.name) / "media"
STATIC_ROOT = Path(_files.name) / "static"
STATIC_ROOT.mkdir()
