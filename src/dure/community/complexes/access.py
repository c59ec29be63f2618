"""Everybody sees the complexes; their coordinators and the programme change them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from dure.accounts.models import Role
from dure.core.clock import today
from dure.core.fields import DatedQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

    from .models import Complex, Coordination


def coordinated_by(user: User | AnonymousUser, path: str) -> Q:
    """Rows whose complex, reached by ``path``, this user coordinates today."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    return Q(**{f"{path}__in": user.coordinations.on(today()).values("complex")})


class ComplexAccess(QuerySet["Complex"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody who is signed in."""
        return self if user.is_active else self.none()

    def coordinated_by(self, user: User | AnonymousUser) -> Self:
        """Complexes whose coordinator the user is today."""
        return self.filter(coordinated_by(user, "pk"))

    def overseen_by(self, user: User | AnonymousUser) -> Self:
        """Who reads what is confidential in it: coordinators, programme officers, auditors."""
        return self.filter(coordinated_by(user, "pk") | Q(Role.objects.oversees(user)))

    def auditable_by(self, user: User | AnonymousUser) -> Self:
        """The same read its history."""
        return self.overseen_by(user)

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex and programme officers."""
        return self.filter(
            Role.objects.may_write(user),
            coordinated_by(user, "pk") | Role.objects.directs(user),
        )

    def directable_by(self, user: User | AnonymousUser) -> Self:
        """Programme officers: who coordinates it, its hub, its name."""
        return self.filter(Role.objects.directs(user))


class CoordinationAccess(DatedQuerySet["Coordination"]):
    def endable_by(self, user: User | AnonymousUser) -> Self:
        """Programme officers, while it has not ended."""
        return self.filter(Role.objects.directs(user), ends_on__isnull=True)
