"""`make demo`: as in production, for one machine, with letters in files.

Known passwords are in it, so it answers to this machine alone.
"""

import os

from dure.config import secrets

from .base import *

SECRET_KEY = secrets.kept_in(VAR / "secret-key")
SITE_URL = f"http://localhost:{os.environ.get('DURE_DEMO_PORT', '8000')}"  # `dure demo` says it
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 0  # what carries its hash in its name is kept for ever all the same
