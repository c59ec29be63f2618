"""Which day it is, for permissions: a role counts while its dates hold.

Everything else is told the time by whoever calls it.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language


def today() -> dt.date:
    return timezone.localdate()


def in_words(day: dt.date, *, precision: str = "day") -> str:
    """A day for a sentence or a card, as far as it is known; tables have 2012-03-04."""
    korean = {"day": "Y. n. j.", "month": "Y. n.", "year": "Y"}
    english = {"day": "j F Y", "month": "F Y", "year": "Y"}
    return date_format(day, (korean if get_language() == "ko" else english)[precision])
