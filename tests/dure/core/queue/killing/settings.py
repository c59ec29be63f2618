"""The settings of processes that are there to be killed: a database on the disk of its own."""

import os

from dure.config.settings.base import *  # noqa: F403
from dure.config.settings.base import DATABASES, TASKS

if "KILL_POSTGRESQL" in os.environ:
    KILLED = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["KILL_POSTGRESQL"],
        "CONN_MAX_AGE": None,
    }
else:
    WAIT = {"timeout": float(os.environ.get("KILL_TIMEOUT", "20"))}
    KILLED = DATABASES["default"] | {
        "NAME": os.environ.get("KILL_SQLITE"),
        "OPTIONS": DATABASES["default"]["OPTIONS"] | WAIT,
    }
DATABASES = {"default": KILLED}
OPTIONS = {
    "patience": {"lease": 0.6, "first_wait": 0.02, "longest_wait": 0.2},
    "schedule": {},
}
TASKS = {"default": TASKS["default"] | {"OPTIONS": OPTIONS}}
