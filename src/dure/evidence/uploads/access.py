"""Who may change a complex uploads its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from dure.accounts.models import Role
from dure.community.complexes.access import coordinated_by

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

    from .models import Upload


class UploadAccess(QuerySet["Upload"]):
    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex and programme officers: confirm it, undo it."""
        return self.filter(
            Role.objects.may_write(user),
            coordinated_by(user, "complex") | Role.objects.directs(user),
        )
