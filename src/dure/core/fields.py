"""Columns that recur across the models."""

from __future__ import annotations

import datetime as dt
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from .clock import today
from .constraints import ends_no_sooner_than_it_starts

Row = TypeVar("Row", bound=models.Model)


class Timestamped(models.Model):
    """When the row was written. For audit only: never read these in a rule."""

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def held_on(day: dt.date, prefix: str = "") -> Q:
    """Periods that hold on ``day``; ``prefix`` reaches them through a relation (``"offices__"``)."""
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": day})
    )


def held_ever(prefix: str = "") -> Q:
    """Periods of at least one day: not what was taken back on the day it started."""
    return Q(**{f"{prefix}ends_on__isnull": True}) | Q(
        **{f"{prefix}ends_on__gt": F(f"{prefix}starts_on")}
    )


class DatedQuerySet(models.QuerySet[Row]):
    def on(self, day: dt.date) -> Self:
        return self.filter(held_on(day))

    def reaching(self, day: dt.date) -> Self:
        """Periods that hold on ``day`` or on a later one."""
        later = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
        return self.filter(later, held_ever()).order_by("starts_on")


class Dated(Timestamped):
    """Something that holds from one day until another, the end not included; null is open.

    Where both days are the same it never held: it was recorded by mistake and taken back.
    """

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [ends_no_sooner_than_it_starts()]

    @property
    def usual_end(self) -> dt.date:
        """The day that a form proposes: today, where the period has started by then."""
        return max(today(), self.starts_on)
