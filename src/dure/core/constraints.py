"""Database constraints that recur across the models."""

from __future__ import annotations

from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _


def both_or_neither(first: str, second: str) -> CheckConstraint:
    """Two nullable columns that are filled together: who did it, and when."""
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        name=f"%(app_label)s_%(class)s_{first}_with_{second}",
    )


def ends_no_sooner_than_it_starts(
    first: str = "starts_on", last: str = "ends_on"
) -> CheckConstraint:
    """A period whose end is not included; null is open.

    One that ends on the day it starts never held: what was recorded by mistake.
    """
    return CheckConstraint(
        condition=Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)}),
        name=f"%(app_label)s_%(class)s_{last}_not_before_{first}",
        violation_error_message=_("The end must not come before the start."),
    )
