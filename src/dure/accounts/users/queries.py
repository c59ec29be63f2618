"""What the pages of accounts read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from dure.accounts.roles.models import Role
from dure.core.clock import today

from .models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Row:
    user: User
    roles: list[Role]

    @property
    def state(self) -> str:
        """``open``, ``invited`` or ``closed``; the list filters by these words."""
        if self.user.is_active:
            return "open"
        return "invited" if self.user.is_awaited else "closed"


def accounts(*, for_user: User) -> QuerySet[User]:
    """Every account that ``for_user`` may see, by name, with the roles held today."""
    return (
        User.objects.visible_to(for_user)
        .prefetch_related(Prefetch("roles", _held_today(), to_attr="roles_today"))
        .order_by("name", "pk")
    )


def rows(users: list[User]) -> list[Row]:
    return [Row(user, user.roles_today) for user in users]


def roles_of(user: User) -> list[Role]:
    """All roles, those that hold first, then the newest."""
    return sorted(
        Role.objects.filter(user=user),
        key=lambda role: (role.ends_on is not None, -role.starts_on.toordinal()),
    )


def _held_today() -> QuerySet[Role]:
    return Role.objects.on(today()).order_by("kind")
