"""What the pages of accounts read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Prefetch, Q

from dure.accounts.roles.models import Role
from dure.core import duties
from dure.core.clock import today
from dure.core.duties import Duty
from dure.core.fields import held_on

from .models import User

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

NEVER_OPENED = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
STATES = {
    "open": Q(is_active=True),
    "invited": Q(is_active=False) & NEVER_OPENED,
    "closed": Q(is_active=False) & ~NEVER_OPENED,
}


@dataclass(frozen=True)
class Row:
    user: User
    roles: list[Role]
    duties: list[Duty]  # of today, one for each place


@dataclass(frozen=True)
class RoleRow:
    role: Role
    holds: bool
    may_end: bool


def accounts(*, for_user: User, q: str = "", role: str = "", state: str = "") -> QuerySet[User]:
    """The accounts that ``for_user`` may see, by name, with the roles held today."""
    held = Role.objects.on(today()).order_by("kind")
    users = User.objects.visible_to(for_user).prefetch_related(
        Prefetch("roles", held, to_attr="roles_today")
    )
    if q := q.strip():
        users = users.filter(Q(name__icontains=q) | Q(email__icontains=q))
    if role:
        users = users.filter(held_on(today(), "roles__"), roles__kind=role)
    if state:
        users = users.filter(STATES[state])
    return users.order_by("name", "pk")


def rows(users: Iterable[User]) -> list[Row]:
    users = list(users)
    told = duties.of([user.pk for user in users])
    return [
        Row(user, list(getattr(user, "roles_today", [])), _of_today(told.get(user.pk, [])))
        for user in users
    ]


def roles_of(user: User, *, for_user: User) -> list[RoleRow]:
    """All roles of an account: those that hold first, then the newest. Two queries."""
    endable = set(Role.objects.endable_by(for_user).filter(user=user).values_list("pk", flat=True))
    roles = sorted(
        Role.objects.filter(user=user), key=lambda role: (-role.starts_on.toordinal(), role.pk)
    )
    day = today()
    table = [RoleRow(role, role.holds_on(day), role.pk in endable) for role in roles]
    return sorted(table, key=lambda row: not row.holds)


def duties_of(user: User) -> list[Duty]:
    """What an account is, or was, in a complex, an organisation or a group."""
    return duties.of([user.pk]).get(user.pk, [])


def _of_today(told: list[Duty]) -> list[Duty]:
    """One of a kind, as long as a row of a list is; the account's page has them all."""
    return list({duty.label: duty for duty in reversed(told) if duty.holds}.values())[::-1]
