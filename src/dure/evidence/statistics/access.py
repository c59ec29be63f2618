"""Everybody signed in reads statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from dure.community.complexes.access import coordinated_by

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

    from .models import Observation


class ObservationAccess(QuerySet["Observation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody who is signed in."""
        return self if user.is_active else self.none()

    def auditable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex (programme officers and auditors read every audit)."""
        return self.filter(coordinated_by(user, "complex"))
