from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from dure.accounts.roles.models import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

    from .models import Invitation


class InvitationAccess(QuerySet["Invitation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whom one invited oneself; all for programme officers and auditors."""
        return self.filter(
            Q(sent_by=user.pk, sent_by__isnull=False) | Q(Role.objects.oversees(user))
        )

    def revocable_by(self, user: User | AnonymousUser) -> Self:
        """Who sent it, and programme officers: to send it again or withdraw it."""
        own = Q(sent_by=user.pk, sent_by__isnull=False)
        return self.filter(Role.objects.may_write(user), own | Role.objects.directs(user))

    def open(self) -> Self:
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
