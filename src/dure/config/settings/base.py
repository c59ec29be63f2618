"""What is true everywhere. The environment is read in prod only."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from dure.config import sqlite

from .security import *

sqlite.use_current()

ROOT = Path(__file__).resolve().parents[4]
VAR = ROOT / "var"  # everything that a running Dure writes

SECRET_KEY = "replaced-in-prod"
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "dure.core",
    "dure.accounts",
    "dure.community",
    "dure.creation",
    "dure.evidence",
    "dure.desk",
    "dure.cases",
    # below ours, so that our templates win
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "heroicons",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "dure.core.http.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dure.accounts.middleware.LanguageMiddleware",
    "dure.accounts.middleware.AuditorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "dure.core.http.RuleBrokenMiddleware",
]

AUTH_USER_MODEL = "accounts.User"

ROOT_URLCONF = "dure.config.urls"
WSGI_APPLICATION = "dure.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dure.desk.standing.http.context",
            ],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "dure.sqlite3",
        "CONN_MAX_AGE": None,  # 0 was measured to halve the throughput
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
}
CACHES = {
    "default": {  # shared by every process, so that a rate limit counts all of them
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
TYPE_FACE = (
    ROOT / "node_modules" / "pretendard" / "dist"
)  # `make setup` brings it, else the system's
STATICFILES_DIRS = [("pretendard", TYPE_FACE / "web" / "variable")] if TYPE_FACE.is_dir() else []
MEDIA_ROOT = VAR / "files"  # never served by address: a file goes out through a view that asks

SITE_NAME = _("Dure")

# The background queue (core.queue), letters (core.mail) and uploads (core.files)
TASKS = {
    "default": {
        "BACKEND": "dure.core.queue.engine.backend.DatabaseBackend",
        "QUEUES": ["default", "long"],  # "long": what may take minutes, such as an import
        "OPTIONS": {
            "patience": {"lease": 60, "first_wait": 10, "longest_wait": 3600},  # seconds
            "schedule": {  # minute, hour, day, month, weekday in TIME_ZONE; or a timedelta
                "dure.core.queue.actions.tidy": "17 3 * * *",
                "dure.core.files.actions.sweep": "41 3 * * *",
            },
        },
    }
}
SITE_URL = "http://localhost:8000"  # in letters, where there is no request to ask
EMAIL_BACKEND = "dure.core.mail.backends.FileBackend"
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = "Dure <dure@localhost>"
UPLOAD_BYTES = 20 * 1024**2  # the largest file that is taken
UPLOAD_UNPACKED_BYTES = 400 * 1024**2  # what a workbook may grow to when it is opened
FILE_UPLOAD_PERMISSIONS = 0o600

# To standard error, which `make demo` keeps in var/log and a site in its journal. Every error has
# a traceback and the number that its page shows (core.faults).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"numbered": {"()": "dure.core.faults.numbers.Numbered"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {fault}{message}", "style": "{"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["numbered"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "dure": {"level": "INFO"},
        "django": {"handlers": [], "level": "INFO"},  # the root's handler is enough
    },
}
