"""What every installation shares.

Values that differ per machine come from the environment (README, "Configuration").
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE

from portal.settings.accounts import *  # noqa: F403 - settings are one namespace by design
from portal.settings.accounts import LOGIN_URL
from portal.settings.database import database

BASE_DIR = Path(__file__).resolve().parents[2]

# A secret may stand in a file: ELASTICSEARCH_API_KEY_FILE names one for ELASTICSEARCH_API_KEY.
env = environ.FileAwareEnv()

# Everything this installation writes: database, media, collected static files, demo accounts.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Whether every address but the health check says that the site is being maintained.
MAINTENANCE = env.bool("MAINTENANCE", default=False)

INSTALLED_APPS = [
    "portal",
    "search",
    "cms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.headers.ContentSecurityPolicyMiddleware",
    "portal.headers.permissions_policy",
    "portal.maintenance.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.accounts.middleware.SessionLimitsMiddleware",
    "cms.accounts.middleware.SecondStepMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.addresses.no_nul",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.middleware.PrivatePagesMiddleware",
    "cms.middleware.HiddenItemsMiddleware",
    "cms.uploads.first.OpensFilesFirst",
    "portal.transactions.AtomicWrites",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- Database -------------------------------------------------------------------------------------

DATABASES = {"default": database(env, default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# --- Search ---------------------------------------------------------------------------------------

# Nodes of the cluster that answers searches, separated by commas; none: the database answers.
ELASTICSEARCH_HOSTS: list[str] = env.list("ELASTICSEARCH_URL", default=[])
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", default="")
ELASTICSEARCH_CA_FILE = env.str("ELASTICSEARCH_CA_FILE", default="")
# What the names of this portal's indices start with: an API key may be limited to them.
ELASTICSEARCH_PREFIX = env.str("ELASTICSEARCH_PREFIX", default="portal")

# --- People (how they sign in: portal/settings/accounts.py) ---------------------------------------

# Who "the community" of TLP:GREEN is: the members of this group.
CMS_COMMUNITY_GROUP = env.str("CMS_COMMUNITY_GROUP", default="Gemeenschap")

CMS_DEMO_ALLOWED = False  # whether `manage.py load_demo` may make example content and accounts

# --- Language -------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
# Our own words, and formal words for what Wagtail and allauth say with "je".
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale/formal"]

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "portal.static.BuiltFilesFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"  # served by a view of cms, which asks who may read what uses the file
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Security headers -----------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],  # the editor previews pages in a frame
    }
}
# What the editor needs on top (portal.headers applies it under /beheer/): Wagtail 8 starts its
# date fields with an inline script, styles rich text inline, and shows chosen images from memory.
CONTENT_SECURITY_POLICY_EDITOR = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# Where one reports a hole in this site (a mailto: or https: address), for security.txt.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")

# --- Wagtail --------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Weerbaar Lokaal"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000")
# The last step of the review publishes, and what was changed meanwhile is reviewed again.
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.moderation.finish.publish_reviewed"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = LOGIN_URL
# One door: passwords and addresses are changed where one signs in, not in the CMS beside it.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Nothing of this portal calls another machine: no avatars, no update checks, no embeds.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# Every file that comes in is cleaned first: who made it, where and with what is left out.
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.uploads.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.uploads.forms.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# A photo that came with a handed-in lesson is a document, which its editors may retitle.
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "jpeg", "jpg", "odp", "ods", "odt", "pdf", "png", "pptx", "txt", "xlsx"),
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # never straight from disk: the view asks who may read

# --- Mail and logs --------------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# Nothing is sent in a request: all mail waits in the database for `manage.py mail work`, which
# sends it the way EMAIL_URL says (docs/adr/0019).
MAIL_SENDER = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "cms.mail.backend.QueueBackend"
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)  # seconds
TASKS = {
    # Wagtail's own: the index of what uses what, files to delete. They take milliseconds.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "mail": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
# Minutes: news for one person that comes in one such window goes as one mail.
MAIL_WINDOW = env.int("MAIL_WINDOW", default=10)
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("FROM_EMAIL", default="portaal@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "portal.logs.plain"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "django": {},  # without Django's own handlers, which would write secret links
        "django.request": {"level": "ERROR"},  # who asks for a missing page is no news
        # The developer's server: who asks for what.
        "django.server": {"level": "INFO", "propagate": True},
    },
}
