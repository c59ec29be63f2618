"""Writes many organisations, people, posts and memberships at once.

Each is what ``organisations``, ``people`` and ``groups`` do one by one, under the same rules and
with the same audit; one by one, ten thousand take minutes (docs/decisions/0071).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.db.models import Model

from dure.community.groups.models import Group, Membership
from dure.community.organisations import actions as organisations
from dure.community.organisations.models import IndustryClass, Organisation, SizeClass
from dure.community.people import actions as people
from dure.community.people.models import Person, Post
from dure.community.recognition import queries as recognition
from dure.community.workbooks import names
from dure.community.workbooks.headings import Field
from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken
from dure.core.search import actions as search

from .queries import Change, Contact, Plan, changes, member, members, organisation_columns

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.complexes.models import Complex

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Effect:
    """One thing that was written for a row: a new record, or a column of a known one."""

    number: int
    made: Model
    change: Change | None = None


@dataclass
class Intake:
    """One batch on its way in. ``organisations`` by the row that brought or found them."""

    complex: Complex
    starts_on: dt.date
    replaces: bool
    is_synthetic: bool
    source: int  # the import, for the audit
    by: User | None
    at: dt.datetime
    organisations: dict[int, int] = field(default_factory=dict)
    people: dict[tuple[int, str], Person] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)  # rows of which not all was written


@transaction.atomic
def enter(intake: Intake, plans: Sequence[Plan]) -> list[Effect]:
    """Everything that the rows say, in one transaction; what is recorded already stays."""
    _organisations(intake, plans)
    _corrections(intake, plans)
    _classes(intake, plans)
    directory = recognition.directory(
        {intake.organisations[plan.root] for plan in plans},
        {contact.email for plan in plans for contact in plan.contacts},
        by=intake.by,
    )
    _people(intake, plans, directory)
    _posts(intake, plans, directory)
    _memberships(intake, plans)
    return intake.effects


def _organisations(intake: Intake, plans: Sequence[Plan]) -> None:
    new: dict[int, Organisation] = {}
    for plan in plans:
        if plan.organisation is not None:
            intake.organisations[plan.root] = plan.organisation
        elif plan.root not in intake.organisations and plan.root not in new:
            columns = {"business_number": None, **organisation_columns(plan.values)}
            new[plan.root] = Organisation(
                **columns, complex=intake.complex, is_synthetic=intake.is_synthetic
            )
    _insert(intake, new.items(), "organisation.registered")
    search.index(*new.values())
    intake.organisations |= {number: row.pk for number, row in new.items()}


def _corrections(intake: Intake, plans: Sequence[Plan]) -> None:
    """Empty columns are filled, differing ones only where that was chosen."""
    editable = _editable(intake, Organisation, set(intake.organisations.values()))
    for plan in plans:
        row = editable.get(intake.organisations[plan.root])
        if row is not None:
            said = organisation_columns(plan.values, said_kind=plan.said_kind)
            _correct(
                intake,
                plan.number,
                row,
                said,
                lambda row, new: organisations.edit(
                    organisation=row, by=intake.by, at=intake.at, **new
                ),
            )


def _correct(
    intake: Intake,
    number: int,
    row: Row,
    said: dict[str, str],
    edit: Callable[[Row, dict[str, str]], object],
) -> None:
    found = [c for c in changes(row, said) if c.fills or intake.replaces]  # type: ignore[arg-type]
    if not found:
        return
    try:
        edit(row, {change.column: change.new for change in found})
    except RuleBroken:  # erased, or its number taken, since the rows were read
        intake.refused.add(number)
        return
    for change in found:
        setattr(row, change.column, change.new)
        intake.effects.append(Effect(number, row, change))


def _classes(intake: Intake, plans: Sequence[Plan]) -> None:
    """The size and the industry where none is recorded."""
    pks = set(intake.organisations.values())
    editable = _editable(intake, Organisation, pks)
    sizes: dict[int, tuple[int, SizeClass]] = {}
    industries: dict[int, tuple[int, IndustryClass]] = {}
    for plan in plans:
        pk, day = intake.organisations[plan.root], intake.starts_on
        if pk in editable and (size := plan.values.get(Field.SIZE)):
            made = SizeClass(organisation=editable[pk], size=size, starts_on=day)
            sizes.setdefault(pk, (plan.number, made))
        if pk in editable and plan.industry:
            kind = IndustryClass(
                organisation=editable[pk], industry_id=plan.industry, starts_on=day
            )
            industries.setdefault(pk, (plan.number, kind))
    _insert_classes(intake, SizeClass, sizes, "organisation.size_classified")
    _insert_classes(intake, IndustryClass, industries, "organisation.industry_classified")


def _insert_classes(
    intake: Intake, model: type[Row], found: dict[int, tuple[int, Row]], action: str
) -> None:
    periods = model._default_manager.filter(organisation__in=found)
    taken = set(periods.reaching(intake.starts_on).values_list("organisation_id", flat=True))  # type: ignore[attr-defined]
    new = [pair for pk, pair in found.items() if pk not in taken]
    _insert(intake, new, action, target="organisation")


def _people(intake: Intake, plans: Sequence[Plan], known: recognition.Directory) -> None:
    new: list[tuple[int, Person]] = []
    seen: list[tuple[int, Person, Contact]] = []
    for plan in plans:
        pk = intake.organisations[plan.root]
        for contact in plan.contacts:
            key = (pk, names.name_key(contact.name))
            person = intake.people.get(key) or known.find(pk, contact.name, contact.email)
            if person is None:
                columns = {**contact.columns(), "is_synthetic": intake.is_synthetic}
                person = Person(name_ko=contact.name, **columns)
                new.append((plan.number, person))
            else:
                seen.append((plan.number, person, contact))
            intake.people[key] = person
    _insert(intake, new, "person.registered")
    search.index(*(person for _number, person in new))
    _correct_people(intake, seen)


def _correct_people(intake: Intake, seen: list[tuple[int, Person, Contact]]) -> None:
    editable = _editable(intake, Person, {person.pk for _number, person, _contact in seen})
    for number, person, contact in seen:
        if person.pk in editable:
            _correct(
                intake,
                number,
                person,
                contact.columns(),
                lambda row, new: people.edit(person=row, by=intake.by, at=intake.at, **new),
            )


def _posts(intake: Intake, plans: Sequence[Plan], known: recognition.Directory) -> None:
    new: dict[tuple[int, int], tuple[int, Post]] = {}
    for plan in plans:
        pk = intake.organisations[plan.root]
        for contact in plan.contacts:
            person = intake.people[pk, names.name_key(contact.name)]
            if (pk, person.pk) not in known.at_work:
                post = Post(
                    person=person,
                    organisation_id=pk,
                    title=contact.title,
                    starts_on=plan.starts_on,
                )
                new.setdefault((pk, person.pk), (plan.number, post))
    _insert(intake, new.values(), "person.post_given", target="person")


def _memberships(intake: Intake, plans: Sequence[Plan]) -> None:
    wanted = [plan for plan in plans if plan.group is not None]
    groups = _locked({plan.group.pk for plan in wanted if plan.group})
    past = members(
        groups,
        people={person.pk for person in intake.people.values()},
        organisations=intake.organisations.values(),
    )
    new: list[tuple[int, Membership]] = []
    for plan in wanted:
        pk, person = intake.organisations[plan.root], None
        if plan.contacts:
            person = intake.people[pk, names.name_key(plan.contacts[0].name)]
        key = member(plan, pk, person.pk if person else None)
        group = groups[key[0]]
        until = group.ended_on or dt.date.max
        if past.get(key, dt.date.min) <= plan.joins_on < until:
            past[key] = until
            row = Membership(group=group, organisation_id=pk, starts_on=plan.joins_on)
            row.person = person if key[1] else None
            row.ends_on = group.ended_on
            new.append((plan.number, row))
    _insert(intake, new, "group.member_admitted", target="group")


def _locked(pks: set[int]) -> dict[int, Group]:
    """As they are now: nobody ends or moves one while its members are written."""
    return Group.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(pks)


def _editable(intake: Intake, model: type[Row], pks: set[int]) -> dict[int, Row]:
    rows = model._default_manager.filter(pk__in=pks)
    if intake.by is not None:
        allowed = model._default_manager.filter(pk__in=pks).editable_by(intake.by)  # type: ignore[attr-defined]
        rows = rows.filter(pk__in=allowed.values("pk"))
    return {row.pk: row for row in rows}


def _insert(
    intake: Intake, rows: Iterable[tuple[int, Row]], action: str, *, target: str = ""
) -> None:
    """Checked column by column, written together; the audit names ``target``, or the row."""
    pairs = list(rows)
    made = [row for _number, row in pairs]
    for row in made:  # what they refer to was fetched or made in this transaction
        row.clean_fields(exclude={f.name for f in row._meta.fields if f.is_relation})
    if made:
        type(made[0])._default_manager.bulk_create(made, batch_size=500)
    about = [getattr(row, target) if target else row for row in made]
    audit.record_many(action, about, by=intake.by, at=intake.at, imported=intake.source)
    intake.effects += [Effect(number, row) for number, row in pairs]
