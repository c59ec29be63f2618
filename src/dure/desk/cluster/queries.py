"""What goes on in the cluster: its figures, largest groups, outcomes, and a family of bodies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet

from dure.accounts.models import User
from dure.accounts.users import queries as users
from dure.community.groups.queries import running
from dure.community.models import Complex, Descent, Group, GroupKind, Membership, Organisation
from dure.core.audit import queries as audit
from dure.core.audit.models import AuditEvent
from dure.core.audit.queries import Line
from dure.core.clock import today
from dure.core.queue import queries as queue
from dure.creation.models import Outcome
from dure.desk.mine.queries import existing, n_rows

LATEST = 5
LARGEST = 8
RECENTLY = dt.timedelta(days=30)


@dataclass(frozen=True)
class Figures:
    """Each is the number of a list; ``complex`` is None where all of them are counted."""

    n_organisations: int
    n_groups: int
    n_memberships: int
    n_in_mini_clusters: int
    complex: Complex | None = None


@dataclass(frozen=True)
class Trace:
    """What an auditor looks at first."""

    since: dt.date
    n_changes: int
    n_accounts: int
    n_failed: int
    events: list[Line]


def figures_of_all(user: User) -> Figures:
    """Three queries."""
    groups = running(Group.objects.visible_to(user), "running")
    in_mini_clusters = Count("pk", filter=Q(group__kind=GroupKind.MINI_CLUSTER))
    held = Membership.objects.on(today()).filter(group__in=groups)
    memberships = held.aggregate(n=Count("pk"), n_in_mini_clusters=in_mini_clusters)
    return Figures(
        Organisation.objects.visible_to(user).filter(closed_on=None).count(),
        groups.count(),
        memberships["n"],
        memberships["n_in_mini_clusters"],
    )


def largest(complexes: QuerySet[Complex]) -> list[Group]:
    """The largest groups at work in these complexes. One query."""
    members = Membership.objects.on(today()).filter(group=OuterRef("pk"))
    return list(
        Group.objects.filter(existing(), complex__in=complexes)
        .annotate(n_members=n_rows(members, "group"))
        .order_by("-n_members", "name_ko", "pk")[:LARGEST]
    )


def outcomes(user: User, complexes: QuerySet[Complex]) -> list[Outcome]:
    """One query."""
    found = Outcome.objects.visible_to(user).filter(complex__in=complexes).select_related("group")
    return list(found.order_by("-happened_on", "-pk")[:LATEST])


def first_with_kin(groups: Sequence[Group]) -> Group | None:
    """The first of them that grew out of another, or out of which another grew. One query."""
    if not groups:
        return None
    kin = {
        pk
        for pair in Descent.objects.filter(
            Q(ancestor__in=groups) | Q(descendant__in=groups)
        ).values_list("ancestor", "descendant")
        for pk in pair
    }
    return next((group for group in groups if group.pk in kin), None)


def trace(user: User, *, at: dt.datetime) -> Trace:
    """Changes, accounts, and what the queue could not do. One query for each kind of thing."""
    since = today() - RECENTLY
    latest = AuditEvent.objects.select_related("done_by").order_by("-done_at", "-pk")[:LATEST]
    return Trace(
        since,
        audit.matching(AuditEvent.objects.visible_to(user), since=since).count(),
        users.accounts(for_user=user).count(),
        queue.health(at=at).failed,
        audit.lines(latest),
    )
