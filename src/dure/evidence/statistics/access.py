"""Everybody signed in reads statistics; who may change a complex writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from dure.accounts.models import Role
from dure.community.complexes.access import coordinated_by

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

    from .models import Observation, Upload


class ObservationAccess(QuerySet["Observation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody who is signed in."""
        return self if user.is_active else self.none()

    def auditable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex (programme officers and auditors read every audit)."""
        return self.filter(coordinated_by(user, "complex"))


class UploadAccess(QuerySet["Upload"]):
    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex and programme officers: confirm it, undo it."""
        return self.filter(
            Role.objects.may_write(user),
            coordinated_by(user, "complex") | Role.objects.directs(user),
        )
