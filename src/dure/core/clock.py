"""Which day it is, for permissions: a role counts while its dates hold.

Everything else is told the time by whoever calls it.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def today() -> dt.date:
    return timezone.localdate()
