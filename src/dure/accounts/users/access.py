from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from dure.accounts.roles.models import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import User


class UserAccess(QuerySet["User"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Oneself and whom one invited; everybody for programme officers and auditors."""
        if not user.is_authenticated:
            return self.none()
        invited = self.model._default_manager.filter(invitations__sent_by=user).values("pk")
        own = Q(pk=user.pk) | Q(pk__in=invited)
        return self.filter(own | Q(Role.objects.oversees(user)))

    def auditable_by(self, user: User | AnonymousUser) -> Self:
        """Everybody may read what was done to their own account; some read all."""
        return self.filter(Q(pk=user.pk) | Q(Role.objects.oversees(user)))

    def grantable_by(self, user: User | AnonymousUser) -> Self:
        """To whom ``user`` may give a role: anybody, for programme officers."""
        return self.filter(Role.objects.directs(user))

    def closable_by(self, user: User | AnonymousUser) -> Self:
        """Programme officers close and reopen accounts, not their own."""
        return self.filter(Role.objects.directs(user)).exclude(pk=user.pk)

    def overseeing(self) -> Self:
        """Who may read everything: programme officers and auditors."""
        return self.filter(pk__in=Role.objects.overseeing().values("user"))

    def inviting(self) -> Self:
        """Programme officers who may write: they invite for the programme as a whole."""
        return self.filter(pk__in=Role.objects.directing().values("user"))
