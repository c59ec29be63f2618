"""Who holds a role, as a condition that any other set of rows can be filtered with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Exists

from dure.core.clock import today
from dure.core.fields import DatedQuerySet

if TYPE_CHECKING:
    from dure.accounts.models import User

    from .models import Role, RoleKind


class RoleAccess(DatedQuerySet["Role"]):
    def held_by(self, user: User, *kinds: RoleKind) -> Self:
        """Roles of these kinds that ``user`` holds today; none where the account is closed."""
        if not user.is_authenticated:
            return self.none()
        return self.on(today()).filter(user=user, user__is_active=True, kind__in=kinds)

    def holds(self, user: User, *kinds: RoleKind) -> Exists:
        """The same as a condition: ``filter(Role.objects.holds(user, …) | Q(…))``."""
        return Exists(self.held_by(user, *kinds))
