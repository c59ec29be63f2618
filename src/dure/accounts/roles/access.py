"""Who holds a role, as a condition that any other set of rows can be filtered with.

An auditor reads all and changes nothing, whatever else they are: so every set of rows that
is for changing asks ``may_write`` or ``directs`` (docs/reference/roles.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, Q

from dure.core.clock import today
from dure.core.fields import DatedQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

    from .models import Role

OVERSEERS = ("programme_officer", "auditor")


class RoleAccess(DatedQuerySet["Role"]):
    def held_by(self, user: User | AnonymousUser, *kinds: str) -> Self:
        """Roles of these kinds that ``user`` holds today; none where the account is closed."""
        if not user.is_authenticated:
            return self.none()
        return self.on(today()).filter(user=user, user__is_active=True, kind__in=kinds)

    def holds(self, user: User | AnonymousUser, *kinds: str) -> Exists:
        """The same as a condition: ``filter(Role.objects.holds(user, …) | Q(…))``."""
        return Exists(self.held_by(user, *kinds))

    def oversees(self, user: User | AnonymousUser) -> Exists:
        """Reads everything: a programme officer or an auditor."""
        return self.holds(user, *OVERSEERS)

    def may_write(self, user: User | AnonymousUser) -> Q:
        """Is signed in and no auditor today. Every set of rows for changing asks this."""
        if not user.is_authenticated:
            return Q(pk__in=[])
        return ~Q(self.holds(user, "auditor"))

    def directs(self, user: User | AnonymousUser) -> Q:
        """A programme officer who may write: changes everything, everywhere."""
        return Q(self.holds(user, "programme_officer")) & self.may_write(user)

    def directing(self) -> Self:
        """Roles of programme officers who may write."""
        auditors = self.on(today()).filter(kind="auditor").values("user")
        officers = self.on(today()).filter(kind="programme_officer", user__is_active=True)
        return officers.exclude(user__in=auditors)

    def overseeing(self) -> Self:
        """Roles of today that let their holders read everything."""
        return self.on(today()).filter(kind__in=OVERSEERS, user__is_active=True)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own roles; everybody's for programme officers and auditors."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(user=user) | Q(self.oversees(user)))

    def endable_by(self, user: User | AnonymousUser) -> Self:
        """Programme officers, roles that have not ended."""
        return self.filter(self.directs(user), ends_on__isnull=True)
