"""Who may read what was written to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from dure.core.roles import oversees

if TYPE_CHECKING:
    from dure.accounts.models import User

    from .models import Letter


class LetterAccess(QuerySet["Letter"]):
    def visible_to(self, user: User) -> Self:
        """Programme officers and auditors."""
        return self.filter(oversees(user))
