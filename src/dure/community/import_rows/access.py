"""An import belongs to a complex: its coordinators and programme officers make it and undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from dure.accounts.models import Role
from dure.community.complexes.access import coordinated_by

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

    from .models import Import, ImportRow


class ImportAccess(QuerySet["Import"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex, programme officers, auditors; the workbook too."""
        return self.filter(coordinated_by(user, "complex") | Q(Role.objects.oversees(user)))

    auditable_by = visible_to

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex and programme officers."""
        return self.filter(
            Role.objects.may_write(user),
            coordinated_by(user, "complex") | Role.objects.directs(user),
        )


class ImportRowAccess(QuerySet["ImportRow"]):
    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Rows of an import that waits to be confirmed, for who may confirm it."""
        imports = self.model._meta.get_field("source").related_model
        return self.filter(
            source__in=imports._default_manager.editable_by(user),  # type: ignore[attr-defined]
            source__status="ready",
        )
