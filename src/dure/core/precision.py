"""How exactly a source dates something, and the date written no more exactly than that."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How exactly a source dates something."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


def written(day: dt.date | None, precision: str) -> str:
    """For a table: 2010, 2010-07 or 2010-07-01; empty where there is none."""
    return day.isoformat()[: LENGTHS[Precision(precision)]] if day else ""


def for_workbook(day: dt.date | None, precision: str) -> dt.date | str | None:
    """A date where the day is known, else what is known of it."""
    return day if day is None or precision == Precision.DAY else written(day, precision)
