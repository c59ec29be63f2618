"""As on a site, with the database that `make bench` has made for the run."""

import environ

from dure.config.settings.base import *

given = environ.Env().db("BENCH_DATABASE")
if given["ENGINE"].endswith("postgresql"):
    DATABASES = {"default": given | {"CONN_MAX_AGE": None}}
else:
    DATABASES["default"]["NAME"] = given["NAME"]
LANGUAGE_CODE = "ko"
WHITENOISE_AUTOREFRESH = True  # nothing is collected
INSTALLED_APPS += ["django_tasks_db"]  # the peer of the queue
TASKS = {**TASKS, "peer": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
