"""What an account is in the community: four queries, however many accounts are asked of."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from dure.core.duties import Duty

from .models import Coordination, Membership, Office, Representation


def held_by(users: Collection[int]) -> Iterator[Duty]:
    for held in Coordination.objects.filter(user__in=users).select_related("complex"):
        place, label = held.complex, _("Coordinator")
        yield Duty(held.user_id, label, place, "complex-page", held.starts_on, held.ends_on)
    for row in Representation.objects.filter(user__in=users).select_related("organisation"):
        firm, label = row.organisation, _("Representative")
        yield Duty(row.user_id, label, firm, "organisation-page", row.starts_on, row.ends_on)
    offices = Office.objects.filter(person__user__in=users).select_related("group", "person")
    for office in offices:
        yield _in_group(office, office.get_kind_display())
    memberships = Membership.objects.filter(person__user__in=users)
    for membership in memberships.select_related("group", "person"):
        yield _in_group(membership, _("Member"))


def _in_group(row: Office | Membership, label: str) -> Duty:
    user = row.person.user_id if row.person else None
    assert user is not None  # noqa: S101 - the filter asked for it
    return Duty(user, label, row.group, "group-page", row.starts_on, row.ends_on)
