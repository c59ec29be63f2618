"""Outcomes are reported for all to see; the office of their complex reports them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from dure.accounts.models import User

    from .models import Outcome


class OutcomeAccess(QuerySet["Outcome"]):
    def visible_to(self, user: User) -> Self:
        """Everybody who is signed in."""
        return self if user.is_active else self.none()
