"""Everybody sees the organisations; what is confidential about them and their changes are fewer's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from dure.accounts.models import Role
from dure.community.complexes.access import coordinated_by
from dure.core.clock import today
from dure.core.fields import DatedQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

    from .models import Organisation, Representation, SupplyTie


def represented_by(user: User | AnonymousUser, path: str) -> Q:
    """Rows whose organisation, reached by ``path``, this user represents today."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    return Q(**{f"{path}__in": user.representations.on(today()).values("organisation")})


class OrganisationAccess(QuerySet["Organisation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody who is signed in."""
        return self if user.is_active else self.none()

    def confided_to(self, user: User | AnonymousUser) -> Self:
        """Whose business number, telephone and address one may read.

        Representatives their own organisation's; coordinators those of their complex;
        programme officers and auditors all.
        """
        return self.filter(
            represented_by(user, "pk")
            | coordinated_by(user, "complex")
            | Q(Role.objects.oversees(user))
        )

    def auditable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex (programme officers and auditors read every audit)."""
        return self.filter(coordinated_by(user, "complex"))

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex and programme officers."""
        return self.filter(
            Role.objects.may_write(user),
            coordinated_by(user, "complex") | Role.objects.directs(user),
        )

    def classifiable_by(self, user: User | AnonymousUser) -> Self:
        """The same, while it is in business: its size, industry, ties and representatives."""
        return self.editable_by(user).filter(closed_on__isnull=True)

    def contactable_by(self, user: User | AnonymousUser) -> Self:
        """Whose address, telephone and website one may change: also one's own organisation's."""
        return self.filter(
            Role.objects.may_write(user),
            represented_by(user, "pk")
            | coordinated_by(user, "complex")
            | Role.objects.directs(user),
        )


class RepresentationAccess(DatedQuerySet["Representation"]):
    def endable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex and programme officers, while it has not ended."""
        return self.filter(
            Role.objects.may_write(user),
            coordinated_by(user, "organisation__complex") | Role.objects.directs(user),
            ends_on__isnull=True,
        )


class SupplyTieAccess(DatedQuerySet["SupplyTie"]):
    def endable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the supplier's complex and programme officers, while it has not ended."""
        return self.filter(
            Role.objects.may_write(user),
            coordinated_by(user, "supplier__complex") | Role.objects.directs(user),
            ends_on__isnull=True,
        )
