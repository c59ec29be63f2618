"""Members who have left, as a workbook says; and what takes that back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from dure.community.groups import actions as groups
from dure.community.groups.models import Membership
from dure.core import rows
from dure.core.audit import actions as audit

if TYPE_CHECKING:
    from dure.accounts.models import User


@transaction.atomic
def leave(
    *,
    member: tuple[int, int | None, int | None],
    ends_on: dt.date,
    by: User | None,
    at: dt.datetime,
) -> Membership | None:
    """The open membership ends; None where there is none, or where it began after that day."""
    group, person, organisation = member
    who = {"person": person} if person else {"person": None, "organisation": organisation}
    known = Membership.objects.filter(group=group, ends_on=None, **who).first()
    if known is None or known.starts_on > ends_on:
        return None
    return groups.leave(membership=known, ends_on=ends_on, by=by, at=at)


@transaction.atomic
def open_again(*, membership: int, by: User | None, at: dt.datetime) -> Membership:
    """Take back that a member left; nobody is a member for longer than the group lived."""
    locked = Membership.objects.select_for_update(of=("self",)).get(pk=membership)
    if rows.change(locked, {"ends_on": locked.group.ended_on}):
        audit.record("group.member_opened_again", locked.group, by=by, at=at, membership=locked.pk)
    return locked
