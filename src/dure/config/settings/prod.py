"""A site. The only settings that read the environment; docs/reference/settings.md lists it."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from .base import *

NEEDED = {
    "SECRET_KEY": "a long random text, kept secret: `dure secret` makes one",
    "ALLOWED_HOSTS": "the names under which the site is reached, such as dure.example.org",
    "EMAIL_URL": "how letters leave, such as smtp+tls://user:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "who letters are from, such as Dure <office@example.org>",
}
missing = [f"{name}: {meaning}" for name, meaning in NEEDED.items() if not os.environ.get(name)]
if missing:
    raise ImproperlyConfigured(
        "Dure's production settings need these environment variables:\n  " + "\n  ".join(missing)
    )

env = environ.Env()

SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SITE_URL = env("SITE_URL", default=f"https://{ALLOWED_HOSTS[0].lstrip('.')}")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]

VAR = Path(env("DURE_VAR", default=str(VAR)))
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DATABASES["default"]["NAME"] = VAR / "dure.sqlite3"
if "DATABASE_URL" in os.environ:
    DATABASES["default"] |= env.db("DATABASE_URL")
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"] |= {"OPTIONS": {}, "CONN_HEALTH_CHECKS": True}

EMAIL_CONFIG = env.email("EMAIL_URL")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL")

# Behind proxies that end TLS and say so; with 0 the header is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_COUNT", default=1)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SESSION_COOKIE_SECURE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
