"""The same tests on PostgreSQL; where it listens, libpq reads from PGHOST and PGUSER."""

from .test import *

DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres"}}
