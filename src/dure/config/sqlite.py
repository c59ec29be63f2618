"""The SQLite that Dure runs on: the one that pysqlite3 carries.

The library of many systems (Debian 12 ships 3.40.1) has the WAL-reset bug of 3.7.0 to
3.51.2, which can lose committed rows. Python's own ``sqlite3`` module uses the system's
library, so it is replaced before Django imports it.
"""

from __future__ import annotations

import sys

import pysqlite3

SOUND_FROM = (3, 51, 3)


def use_current() -> None:
    """From here on ``import sqlite3`` gives pysqlite3. Called first thing in the settings."""
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def is_sound() -> bool:
    return tuple(pysqlite3.sqlite_version_info) >= SOUND_FROM
