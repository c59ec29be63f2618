"""Who may open a person's record, read their contact details, change or erase it.

A person's page is open to the person, to everybody where the person agreed to be found, to
fellow members of a group, to who coordinates a complex or represents an organisation where the
person is, to programme officers and auditors. For others a name is masked (``queries.names``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from dure.accounts.models import Role
from dure.community.complexes.access import coordinated_by
from dure.community.organisations.access import represented_by
from dure.core.clock import today
from dure.core.fields import DatedQuerySet, held_ever, held_on

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

    from .models import Person, Post

NOBODY = Q(pk__in=[])


class PersonAccess(QuerySet["Person"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whose record one may open: see the head of this file."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(
            Q(user=user)
            | self._who_agreed()
            | self._fellows_of(user)
            | self._looked_after_by(user)
            | Q(Role.objects.oversees(user))
        )

    def confided_to(self, user: User | AnonymousUser) -> Self:
        """Whose e-mail and telephone one may read: all of these but fellow members and finders."""
        return self.filter(
            self._own(user) | self._looked_after_by(user) | Q(Role.objects.oversees(user))
        )

    def auditable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of a complex where the person has a post or is a member."""
        return self.filter(self._coordinated_by(user))

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """The person, coordinators of a complex where they are, programme officers."""
        return self.filter(
            Role.objects.may_write(user),
            self._own(user) | self._coordinated_by(user) | Role.objects.directs(user),
            erased_at__isnull=True,
        )

    def postable_by(self, user: User | AnonymousUser) -> Self:
        """Whose posts one may write down: as ``editable_by``, but not one's own.

        A post in an organisation of their complex would make a person a coordinator's to see.
        """
        return self.filter(
            Role.objects.may_write(user),
            self._coordinated_by(user) | Role.objects.directs(user),
            erased_at__isnull=True,
        )

    def consentable_by(self, user: User | AnonymousUser) -> Self:
        """The person alone agrees to be found, and takes it back."""
        return self.filter(Role.objects.may_write(user), self._own(user), erased_at__isnull=True)

    def disclosed_to(self, user: User | AnonymousUser) -> Self:
        """Who gets all that is held: the person, and programme officers who answer for them."""
        return self.filter(self._own(user) | Role.objects.directs(user))

    def erasable_by(self, user: User | AnonymousUser) -> Self:
        """The person, and programme officers."""
        return self.filter(
            Role.objects.may_write(user),
            self._own(user) | Role.objects.directs(user),
            erased_at__isnull=True,
        )

    def invitable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators and programme officers: people with an e-mail and without an account."""
        return self.postable_by(user).filter(user__isnull=True).exclude(email="")

    def _own(self, user: User | AnonymousUser) -> Q:
        return Q(user=user) if user.is_authenticated and user.is_active else NOBODY

    def _who_agreed(self) -> Q:
        agreed = self.model.objects.filter(
            consents__isnull=False, consents__withdrawn_at__isnull=True
        )
        return Q(pk__in=agreed.values("pk"))

    def _fellows_of(self, user: User) -> Q:
        """Members, today, of a group of which the user is a member today."""
        mine = self.model.objects.filter(held_on(today(), "memberships__"), user=user)
        fellows = self.model.objects.filter(
            held_on(today(), "memberships__"),
            memberships__group__in=mine.values("memberships__group"),
        )
        return Q(pk__in=fellows.values("pk"))

    def _coordinated_by(self, user: User | AnonymousUser) -> Q:
        """By a coordinator of a complex where the person has, or had, a post or a membership."""
        people = self.model.objects
        at_work = people.filter(
            held_ever("posts__"), coordinated_by(user, "posts__organisation__complex")
        )
        in_groups = people.filter(
            held_ever("memberships__"), coordinated_by(user, "memberships__group__complex")
        )
        return Q(pk__in=at_work.values("pk")) | Q(pk__in=in_groups.values("pk"))

    def _looked_after_by(self, user: User | AnonymousUser) -> Q:
        colleagues = self.model.objects.filter(
            held_on(today(), "posts__"), represented_by(user, "posts__organisation")
        )
        return self._coordinated_by(user) | Q(pk__in=colleagues.values("pk"))


class PostAccess(DatedQuerySet["Post"]):
    def endable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the organisation's complex and programme officers, while it is open."""
        return self.filter(
            Role.objects.may_write(user),
            coordinated_by(user, "organisation__complex") | Role.objects.directs(user),
            ends_on__isnull=True,
        )
