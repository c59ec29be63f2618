"""`make demo`: as in production, for one machine, with letters in files.

Known passwords are in it, so it answers to this machine alone.
"""

from dure.config import secrets

from .base import *

SECRET_KEY = secrets.kept_in(VAR / "secret-key")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 0  # what carries its hash in its name is kept for ever all the same
