"""Who may change a complex uploads its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from dure.accounts.models import Role
from dure.community.complexes.access import coordinated_by

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

    from .models import Upload


class UploadAccess(QuerySet["Upload"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those, and auditors, who read everything."""
        return self.filter(coordinated_by(user, "complex") | Q(Role.objects.oversees(user)))

    auditable_by = visible_to

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex and programme officers: confirm it, undo it."""
        return self.filter(
            Role.objects.may_write(user),
            coordinated_by(user, "complex") | Role.objects.directs(user),
        )
