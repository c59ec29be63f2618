from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from dure.core import rows
from dure.core.audit import actions as audit
from dure.core.clock import in_words
from dure.core.errors import RuleBroken
from dure.core.fields import held_ever
from dure.core.naming import named
from dure.core.precision import Precision
from dure.core.search import actions as search

from . import queries
from .models import Descent, Group, Membership, Office, OfficeKind

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.complexes.models import Complex
    from dure.community.organisations.models import Organisation
    from dure.community.people.models import Person

FOUNDING = {"founded_on", "founded_precision"}
COLUMNS = {"name_ko", "name_en", "kind", "parent", "purpose", "founded_by"} | FOUNDING


@transaction.atomic
def found(
    *,
    name_ko: str,
    kind: str,
    complex: Complex,  # noqa: A002 - the domain's word
    founded_on: dt.date,
    founded_by: str,
    founded_precision: str = Precision.DAY,
    name_en: str = "",
    parent: Group | None = None,
    purpose: str = "",
    grew_out_of: Iterable[Group] = (),
    is_synthetic: bool = False,
    by: User | None,
    at: dt.datetime,
) -> Group:
    """A body of members, and the bodies that it grew out of. Sent twice alike, it is one."""
    columns = {
        "name_en": name_en.strip(),
        "kind": kind,
        "founded_by": founded_by,
        "founded_precision": founded_precision,
        "parent": parent,
        "purpose": purpose.strip(),
        "is_synthetic": is_synthetic,
    }
    name = name_ko.strip()
    known = Group.objects.filter(complex=complex, name_ko=name, founded_on=founded_on).first()
    if known is None:
        group = Group(complex=complex, name_ko=name, founded_on=founded_on, **columns)
        _refuse_parent(group)
        rows.insert(group)
        search.index(group)
        audit.record("group.founded", group, by=by, at=at, founded_by=str(founded_by))
    elif all(getattr(known, column) == value for column, value in columns.items()):
        group = known
    else:
        raise RuleBroken(_("This complex has a group of this name and day."), record=known)
    for ancestor in grew_out_of:
        record_descent(ancestor=ancestor, descendant=group, by=by, at=at)
    return group


@transaction.atomic
def edit(*, group: Group, by: User | None, at: dt.datetime, **changes: object) -> Group:
    if unknown := changes.keys() - COLUMNS:
        raise TypeError(f"a group has no {sorted(unknown)} to edit")
    locked = _locked(group)
    if changed := rows.change(locked, changes):
        if "parent" in changed:
            _refuse_parent(locked)
        if "founded_on" in changed:
            _refuse_later_than_its_life(locked)
        search.index(locked)
        audit.record("group.edited", locked, by=by, at=at, changed=sorted(changed))
    return locked


@transaction.atomic
def end(
    *,
    group: Group,
    ended_on: dt.date,
    ended_precision: str = Precision.DAY,
    by: User | None,
    at: dt.datetime,
) -> Group:
    """The body ends that day, and with it what is open of its memberships and offices."""
    locked = _locked(group)
    if locked.ended_on == ended_on:
        return locked
    if locked.ended_on is not None:
        raise RuleBroken(_("It has ended on %(day)s already.") % {"day": locked.ended_in_words})
    if ended_on < locked.founded_on:
        founded = locked.founded_in_words
        raise RuleBroken(_("The end must not come before the founding, %s.") % founded)
    for periods in (locked.memberships, locked.offices):
        held = periods.filter(held_ever())
        _refuse_after(held.aggregate(last=Max("starts_on"))["last"], ended_on)
        periods.reaching(ended_on).update(ends_on=ended_on, updated_at=at)
    locked.ended_on = ended_on
    locked.ended_precision = ended_precision
    locked.save(update_fields=["ended_on", "ended_precision", "updated_at"])
    audit.record("group.ended", locked, by=by, at=at, ended_on=locked.ended_written)
    return locked


@transaction.atomic
def record_descent(
    *, ancestor: Group, descendant: Group, by: User | None, at: dt.datetime
) -> Descent:
    """One body grew out of another, which is no younger; nobody is their own ancestor."""
    both = Group.objects.select_for_update().order_by("pk")
    groups = {group.pk: group for group in both.filter(pk__in=[ancestor.pk, descendant.pk])}
    older, younger = groups[ancestor.pk], groups[descendant.pk]
    known = Descent.objects.filter(ancestor=older, descendant=younger).first()
    if known is not None:
        return known
    if older.founded_on > younger.founded_on:
        raise RuleBroken(
            _("%(older)s was founded after %(younger)s and cannot be its origin.")
            % {"older": named(older), "younger": named(younger)}
        )
    if older.pk in queries.descendants(younger.pk):
        raise RuleBroken(_("It grew out of the other already, by way of what is recorded."))
    descent = rows.insert(Descent(ancestor=older, descendant=younger))
    audit.record("group.descent_recorded", younger, by=by, at=at, ancestor=older.pk)
    return descent


@transaction.atomic
def remove_descent(*, descent: Descent, by: User | None, at: dt.datetime) -> None:
    """Take back a descent that was recorded by mistake."""
    audit.record(
        "group.descent_removed", descent.descendant, by=by, at=at, ancestor=descent.ancestor_id
    )
    descent.delete()


@transaction.atomic
def admit(
    *,
    group: Group,
    starts_on: dt.date,
    person: Person | None = None,
    organisation: Organisation | None = None,
    by: User | None,
    at: dt.datetime,
) -> Membership:
    """A member from a day on: a person, for an organisation where there is one, or it itself."""
    locked = living_on(group, starts_on)
    if person is not None and person.erased_at is not None:
        raise RuleBroken(_("This person's data were erased. Nothing can be added to them."))
    who = {"person": person} if person else {"person": None, "organisation": organisation}
    known = locked.memberships.filter(**who).reaching(starts_on).first()
    if known is not None:
        if known.starts_on == starts_on and known.ends_on == locked.ended_on:
            return known
        said = _("Is a member from %(day)s on already. End that first.")
        raise RuleBroken(said % {"day": in_words(known.starts_on)})
    membership = rows.insert(
        Membership(
            group=locked,
            person=person,
            organisation=organisation,
            starts_on=starts_on,
            ends_on=locked.ended_on,
        )
    )
    audit.record(
        "group.member_admitted",
        locked,
        by=by,
        at=at,
        membership=membership.pk,
        starts_on=starts_on.isoformat(),
    )
    return membership


@transaction.atomic
def leave(
    *, membership: Membership, ends_on: dt.date, by: User | None, at: dt.datetime
) -> Membership:
    """A member until the day before ``ends_on``."""
    ended, is_new = rows.end(membership, on=ends_on)
    if is_new:
        audit.record(
            "group.member_left",
            ended.group,
            by=by,
            at=at,
            membership=ended.pk,
            ends_on=ends_on.isoformat(),
        )
    return ended


@transaction.atomic
def appoint(
    *,
    group: Group,
    person: Person,
    kind: str,
    starts_on: dt.date,
    by: User | None,
    at: dt.datetime,
) -> Office:
    """The person holds an office from a day on; a group has one chair at a time."""
    locked = living_on(group, starts_on)
    if person.erased_at is not None:
        raise RuleBroken(_("This person's data were erased. Nothing can be added to them."))
    offices = locked.offices.filter(kind=kind).reaching(starts_on)
    known = offices.filter(person=person).first()
    if known is not None and (known.starts_on, known.ends_on) == (starts_on, locked.ended_on):
        return known
    if known is not None:
        raise RuleBroken(_("This person holds this office already. End that first."))
    if kind == OfficeKind.CHAIR and offices.exists():
        raise RuleBroken(_("This group has a chair then. End that office first."))
    office = rows.insert(
        Office(group=locked, person=person, kind=kind, starts_on=starts_on, ends_on=locked.ended_on)
    )
    audit.record(
        "group.office_given",
        locked,
        by=by,
        at=at,
        office=office.pk,
        kind=str(kind),
        starts_on=starts_on.isoformat(),
    )
    return office


@transaction.atomic
def end_office(*, office: Office, ends_on: dt.date, by: User | None, at: dt.datetime) -> Office:
    ended, is_new = rows.end(office, on=ends_on)
    if is_new:
        audit.record(
            "group.office_ended",
            ended.group,
            by=by,
            at=at,
            office=ended.pk,
            kind=ended.kind,
            ends_on=ends_on.isoformat(),
        )
    return ended


def _locked(group: Group) -> Group:
    return Group.objects.select_for_update(of=("self",)).get(pk=group.pk)


def living_on(group: Group, day: dt.date) -> Group:
    locked = _locked(group)
    if day < locked.founded_on:
        said = _("%(name)s was founded on %(day)s. Give that day or a later one.")
        raise RuleBroken(said % {"name": named(locked), "day": locked.founded_in_words})
    if locked.ended_on is not None and day >= locked.ended_on:
        said = _("%(name)s has ended on %(day)s. Give an earlier day.")
        raise RuleBroken(said % {"name": named(locked), "day": locked.ended_in_words})
    return locked


def _refuse_after(last: dt.date | None, ended_on: dt.date) -> None:
    if last is not None and last > ended_on:
        said = _("A membership or office starts on %(day)s. Give that day or a later one.")
        raise RuleBroken(said % {"day": last})


def _refuse_parent(group: Group) -> None:
    """A body is no part of its own parts."""
    above = group.parent
    while above is not None:
        if above.pk == group.pk:
            raise RuleBroken(_("A group cannot be part of itself."))
        above = above.parent


def _refuse_later_than_its_life(group: Group) -> None:
    both = (group.memberships, group.offices)
    firsts = [periods.aggregate(first=Min("starts_on"))["first"] for periods in both]
    firsts += group.descents_from_it.values_list("descendant__founded_on", flat=True)
    if any(first is not None and first < group.founded_on for first in firsts):
        raise RuleBroken(_("Members, offices or what grew out of it are older than that day."))
