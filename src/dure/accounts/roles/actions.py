"""Everything that changes who is what for the programme as a whole.

Recorded as done to the account, whose history then reads in one piece.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from dure.core.audit import actions as audit
from dure.core.clock import in_words
from dure.core.errors import RuleBroken
from dure.core.fields import held_on

from .models import Role, RoleKind

if TYPE_CHECKING:
    from dure.accounts.models import User


@transaction.atomic
def grant(*, user: User, kind: str, starts_on: dt.date, by: User | None, at: dt.datetime) -> Role:
    """Give a role from a day on. Asked twice for the same day, the first answer stands."""
    kind = RoleKind(kind)
    type(user).objects.select_for_update().get(pk=user.pk)
    ahead = Role.objects.filter(user=user, kind=kind).reaching(starts_on)
    if existing := ahead.first():
        if existing.starts_on == starts_on and existing.ends_on is None:
            return existing
        raise RuleBroken(
            _("%(name)s is %(role)s already at that time. End that first.")
            % {"name": user, "role": kind.label}
        )
    role = Role(user=user, kind=kind, starts_on=starts_on)
    role.full_clean()
    role.save()
    details = {"role": role.pk, "kind": kind.value, "starts_on": starts_on.isoformat()}
    audit.record("role.granted", user, by=by, at=at, **details)
    return role


@transaction.atomic
def end(*, role: Role, ends_on: dt.date, by: User | None, at: dt.datetime) -> Role:
    """The role holds until the day before ``ends_on``; ended on its first day it never held."""
    locked = Role.objects.select_for_update().select_related("user").get(pk=role.pk)
    if locked.ends_on == ends_on:
        return locked
    if locked.ends_on is not None:
        raise RuleBroken(
            _("This role has ended on %(day)s already.") % {"day": in_words(locked.ends_on)}
        )
    if ends_on < locked.starts_on:
        raise RuleBroken(
            _("A role cannot end before the day it starts (%s).") % in_words(locked.starts_on)
        )
    if locked.kind == RoleKind.PROGRAMME_OFFICER and not _others_on(ends_on, locked):
        raise RuleBroken(_("Nobody would direct the programme. Appoint another officer first."))
    locked.ends_on = ends_on
    locked.save(update_fields=["ends_on", "updated_at"])
    details = {"role": locked.pk, "kind": locked.kind, "ends_on": ends_on.isoformat()}
    audit.record("role.ended", locked.user, by=by, at=at, **details)
    return locked


def _others_on(day: dt.date, role: Role) -> bool:
    """Programme officers besides this one, with an open account, on that day."""
    return (
        Role.objects.filter(held_on(day), kind=role.kind, user__is_active=True)
        .exclude(user=role.user_id)
        .exists()
    )
