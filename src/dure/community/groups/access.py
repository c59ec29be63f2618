"""Everybody sees the groups; officers of the group, coordinators and the programme change them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from dure.accounts.models import Role
from dure.community.complexes.access import coordinated_by
from dure.core.clock import today
from dure.core.fields import DatedQuerySet, held_on

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dure.accounts.models import User

    from .models import Group, Membership, Office

LEADERS = ("chair", "vice_chair", "secretary")  # offices whose holders keep their group's record
NOBODY = Q(pk__in=[])


class GroupAccess(QuerySet["Group"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody who is signed in."""
        return self if user.is_active else self.none()

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Whose text, members and offices one may change.

        The chair, vice-chair and secretary;
        coordinators of the complex; programme officers.
        """
        return self.filter(
            Role.objects.may_write(user),
            self._led_by(user) | coordinated_by(user, "complex") | Role.objects.directs(user),
        )

    def directable_by(self, user: User | AnonymousUser) -> Self:
        """Which one may end and say what it grew out of: coordinators and programme officers."""
        return self.filter(
            Role.objects.may_write(user),
            coordinated_by(user, "complex") | Role.objects.directs(user),
        )

    def branchable_by(self, user: User | AnonymousUser) -> Self:
        """Out of which one may found another: the chair, vice-chair and secretary, while it lives.

        The office founds on a page of its own: what comes from here was founded by members.
        """
        running = Q(ended_on__isnull=True) | Q(ended_on__gt=today())
        return self.filter(Role.objects.may_write(user), running, self._led_by(user))

    def confided_to(self, user: User | AnonymousUser) -> Self:
        """Whose documents one may read: members, coordinators, programme officers, auditors."""
        return self.filter(
            self._joined_by(user)
            | self._led_by(user)
            | coordinated_by(user, "complex")
            | Q(Role.objects.oversees(user))
        )

    def auditable_by(self, user: User | AnonymousUser) -> Self:
        """Coordinators of the complex."""
        return self.filter(coordinated_by(user, "complex"))

    def _led_by(self, user: User | AnonymousUser) -> Q:
        if not user.is_authenticated or not user.is_active:
            return NOBODY
        led = self.model.objects.filter(
            held_on(today(), "offices__"),
            offices__kind__in=LEADERS,
            offices__person__user=user,
        )
        return Q(pk__in=led.values("pk"))

    def _joined_by(self, user: User | AnonymousUser) -> Q:
        """Groups of which the user is a member today, or whose member the user represents."""
        if not user.is_authenticated or not user.is_active:
            return NOBODY
        represented = user.representations.on(today()).values("organisation")
        joined = self.model.objects.filter(
            held_on(today(), "memberships__"),
            Q(memberships__person__user=user)
            | Q(memberships__person__isnull=True, memberships__organisation__in=represented),
        )
        return Q(pk__in=joined.values("pk"))


def kept_by(user: User | AnonymousUser) -> Q:
    """Rows of a group that the user may change."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    leads = held_on(today(), "group__offices__") & Q(
        group__offices__kind__in=LEADERS, group__offices__person__user=user
    )
    return leads | coordinated_by(user, "group__complex") | Role.objects.directs(user)


class MembershipAccess(DatedQuerySet["Membership"]):
    def endable_by(self, user: User | AnonymousUser) -> Self:
        """Officers of the group, coordinators, programme officers, while it has not ended."""
        kept = self.model.objects.filter(kept_by(user), ends_on__isnull=True)
        return self.filter(Role.objects.may_write(user), pk__in=kept.values("pk"))


class OfficeAccess(DatedQuerySet["Office"]):
    def endable_by(self, user: User | AnonymousUser) -> Self:
        """Officers of the group, coordinators, programme officers, while it has not ended."""
        kept = self.model.objects.filter(kept_by(user), ends_on__isnull=True)
        return self.filter(Role.objects.may_write(user), pk__in=kept.values("pk"))
