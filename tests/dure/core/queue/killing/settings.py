"""The settings of processes that are there to be killed: a database on the disk of its own."""

import os

from dure.config.settings.base import *

if "KILL_SQLITE" in os.environ:
    DATABASES["default"]["NAME"] = os.environ["KILL_SQLITE"]
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ["KILL_POSTGRESQL"],
            "CONN_MAX_AGE": None,
        }
    }
TASKS["default"]["OPTIONS"] = {
    "patience": {"lease": 0.6, "first_wait": 0.02, "longest_wait": 0.2},
    "schedule": {},
}
