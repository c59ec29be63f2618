"""Columns that recur across the models."""

from __future__ import annotations

import datetime as dt
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from .constraints import ends_after_it_starts

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


class DatedQuerySet(models.QuerySet[Row]):
    def on(self, day: dt.date) -> Self:
        return self.filter(held_on(day))

    def reaching(self, day: dt.date) -> Self:
        """Periods that hold on ``day`` or on a later one."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day)).order_by("starts_on")


class Dated(Timestamped):
    """Something that holds from one day until another, the end not included; null is open."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [ends_after_it_starts()]
