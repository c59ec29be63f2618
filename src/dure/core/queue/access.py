"""Who may see the queue, and who may send a failed job round again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from dure.core.roles import oversees, runs_the_programme

if TYPE_CHECKING:
    from dure.accounts.models import User

    from .models import Job


class JobAccess(QuerySet["Job"]):
    def visible_to(self, user: User) -> Self:
        """Programme officers and auditors."""
        return self.filter(oversees(user))

    def settleable_by(self, user: User) -> Self:
        """Programme officers: retry what failed, drop what should not run."""
        return self.filter(runs_the_programme(user))
