"""The demo and a developer's machine: SQLite in var/, mail to the terminal, plain http.

DEBUG=1 turns Django's debug pages on.
"""

from django.core.management.utils import get_random_secret_key

from portal.settings.base import *  # noqa: F403 - settings are one namespace by design
from portal.settings.base import ALLOWED_HOSTS, SECRET_KEY, STORAGES, VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]

VAR_DIR.mkdir(parents=True, exist_ok=True)
if not SECRET_KEY:
    _key_file = VAR_DIR / "secret-key"
    if not _key_file.exists():
        _key_file.write_text(get_random_secret_key())
        _key_file.chmod(0o600)
    SECRET_KEY = _key_file.read_text()

CMS_DEMO_ALLOWED = True
# A stranger may look at the CMS with a password alone; MFA_REQUIRED=1 asks for the second step.
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost

if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
