"""Settings of a node: what differs from node to node comes from the environment (docs/reference/node.md).

DEBUG is never on: a page that shows a traceback shows what an upload holds.
"""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from comity import languages
from comity.node.config.folders import data_folder
from comity.node.config.logs import LOGS
from comity.node.config.production import hosts, production

#: Behind TLS, under public names. Off, the node serves this machine alone.
PRODUCTION = production(os.environ)
DEBUG = False
ALLOWED_HOSTS = hosts(os.environ)
#: How often one client may drop a visit or have one assessed (limits' notation, the shortest window first).
COMITY_RATE = os.environ.get("COMITY_RATE", "60/minute;600/hour")


def _secret() -> str:
    """COMITY_SECRET_KEY, or a secret made once and kept where only this user reads it."""
    given = os.environ.get("COMITY_SECRET_KEY")
    if given:
        return given
    file = data_folder() / "secret-key"
    if not file.exists():
        part = Path(f"{file}.{os.getpid()}.part")
        part.touch(mode=0o600)
        part.write_text(secrets.token_urlsafe(64), encoding="ascii")
        part.replace(file)
    return file.read_text(encoding="ascii").strip()


SECRET_KEY = _secret()

INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "csp",
    "comity.node.audit",
    "comity.node.agreements",
    "comity.node.provisions",
    "comity.node.visits",
    "comity.node.api",
    "comity.node.web",
]

MIDDLEWARE = [
    "comity.node.config.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "comity.node.web.middleware.SpeakingMiddleware",
    "comity.node.config.refusing.RefusingMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]

ROOT_URLCONF = "comity.node.config.urls"
WSGI_APPLICATION = "comity.node.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [
            Path(__file__).parents[1] / room / "templates"
            for room in ("web", "agreements", "provisions", "visits", "api")
        ],
        "OPTIONS": {"environment": "comity.node.web.templating.environment", "autoescape": True},
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", "postgresql:///comity"),
        conn_max_age=600,
        conn_health_checks=True,
    )
}
# Pages ask for few rows out of many, of tables that memory holds: no plan that reads a table from end to end.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1 -c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = languages.ENGLISH
LANGUAGES = list(languages.LANGUAGES.items())
# Our own catalogues (comity.languages) speak; Django's are for its own few messages.
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = data_folder() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# No other site reads what is here, not even the styles.
WHITENOISE_ALLOW_ALL_ORIGINS = False

#: Pages that say the same to everybody, in the memory of each process: some tens of megabytes (web.kept).
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
#: Before the name of every cookie: with it a browser takes the cookie from this host alone, over TLS alone.
COOKIE_PREFIX = "__Host-" if PRODUCTION else ""
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "comity.node.web.errors.forged"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_SECONDS = 31_536_000
    CSRF_COOKIE_SECURE = True
    # Other names of the same domain answer for themselves: we cannot promise that they have TLS.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["comity.node.visits.uploading.Intake"]

LOGGING = LOGS
