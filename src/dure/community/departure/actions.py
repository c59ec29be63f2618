"""Members who have left, as a workbook says; and what takes that back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from dure.community.groups import actions as groups
from dure.community.groups.models import Membership
from dure.community.intake.queries import Change, Effect, Member
from dure.core import rows
from dure.core.audit import actions as audit

if TYPE_CHECKING:
    from dure.accounts.models import User


@transaction.atomic
def leave(
    *, key: Member, ends_on: dt.date, number: int, by: User | None, at: dt.datetime
) -> Effect:
    """The open membership of a known member ends on the day that row ``number`` says."""
    group, person, organisation = key
    who = {"person": person} if person else {"person": None, "organisation": organisation}
    known = Membership.objects.get(group=group, ends_on=None, **who)
    ended = groups.leave(membership=known, ends_on=ends_on, by=by, at=at)
    return Effect(number, ended, Change("ends_on", "", ends_on.isoformat()))


@transaction.atomic
def open_again(*, membership: int, by: User | None, at: dt.datetime) -> Membership:
    """Take back that a member left."""
    locked = Membership.objects.select_for_update(of=("self",)).get(pk=membership)
    if rows.change(locked, {"ends_on": None}):
        audit.record("group.member_opened_again", locked.group, by=by, at=at, membership=locked.pk)
    return locked
