"""Writes many organisations, people, posts and memberships at once.

Each is what ``organisations``, ``people`` and ``groups`` do one by one, under the same rules and
with the same audit; one by one, ten thousand take minutes (docs/decisions/0071).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import Model

from dure.community.departure import actions as departure
from dure.community.groups.models import Membership
from dure.community.organisations import actions as organisations
from dure.community.organisations.models import IndustryClass, Organisation, SizeClass
from dure.community.people import actions as people
from dure.community.people.models import Person, Post
from dure.community.recognition import queries as recognition
from dure.community.workbooks import names
from dure.community.workbooks.headings import Field
from dure.community.workbooks.problems import Problem
from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken
from dure.core.search import actions as search

from .queries import (
    Change,
    Contact,
    Effect,
    Plan,
    Refused,
    changes,
    editable,
    locked,
    member,
    members,
    organisation_columns,
    unfit,
    with_followers,
)

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.complexes.models import Complex

Row = TypeVar("Row", bound=Model)
NOT_TAKEN = (DataError, IntegrityError)  # about the row, not about the database


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
    failed: dict[int, Problem] = field(default_factory=dict)  # rows of which nothing was, and why


@transaction.atomic
def enter(intake: Intake, plans: Sequence[Plan]) -> list[Effect]:
    """In one transaction; what is recorded already stays, a row that is refused is left out."""
    known = dict(intake.organisations)
    while True:
        intake.organisations, intake.people = dict(known), {}
        intake.effects, intake.refused = [], set()
        try:
            with transaction.atomic():
                _enter(intake, [plan for plan in plans if plan.number not in intake.failed])
        except Refused as refused:
            intake.failed |= refused.why
        else:
            return intake.effects


def _enter(intake: Intake, plans: Sequence[Plan]) -> None:
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


def _organisations(intake: Intake, plans: Sequence[Plan]) -> None:
    new: dict[int, tuple[int, Organisation]] = {}
    for plan in plans:
        if plan.organisation is not None:
            intake.organisations[plan.root] = plan.organisation
        elif plan.root not in intake.organisations and plan.root not in new:
            columns = {"business_number": None, **organisation_columns(plan.values)}
            row = Organisation(**columns, complex=intake.complex, is_synthetic=intake.is_synthetic)
            new[plan.root] = plan.number, row
    try:
        _insert(intake, new.values(), "organisation.registered")
    except Refused as refused:
        whose = {number: root for root, (number, _row) in new.items()}
        raise Refused(with_followers(refused.why, whose, plans)) from refused
    search.index(*(row for _number, row in new.values()))
    intake.organisations |= {root: row.pk for root, (_number, row) in new.items()}


def _corrections(intake: Intake, plans: Sequence[Plan]) -> None:
    """Empty columns are filled, differing ones only where that was chosen."""
    allowed = editable(intake.by, Organisation, set(intake.organisations.values()))
    for plan in plans:
        row = allowed.get(intake.organisations[plan.root])
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
    except (RuleBroken, ValidationError, *NOT_TAKEN):  # erased, taken since, or refused
        intake.refused.add(number)
        return
    for change in found:
        setattr(row, change.column, change.new)
        intake.effects.append(Effect(number, row, change))


def _classes(intake: Intake, plans: Sequence[Plan]) -> None:
    """The size and the industry where none is recorded."""
    pks = set(intake.organisations.values())
    allowed = editable(intake.by, Organisation, pks)
    sizes: dict[int, tuple[int, SizeClass]] = {}
    industries: dict[int, tuple[int, IndustryClass]] = {}
    for plan in plans:
        pk, day = intake.organisations[plan.root], intake.starts_on
        if pk in allowed and (size := plan.values.get(Field.SIZE)):
            made = SizeClass(organisation=allowed[pk], size=size, starts_on=day)
            sizes.setdefault(pk, (plan.number, made))
        if pk in allowed and plan.industry:
            kind = IndustryClass(organisation=allowed[pk], industry_id=plan.industry, starts_on=day)
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
    allowed = editable(intake.by, Person, {person.pk for _number, person, _contact in seen})
    for number, person, contact in seen:
        if person.pk in allowed:
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
                post = Post(person=person, organisation_id=pk, title=contact.title)
                post.starts_on = plan.starts_on
                new.setdefault((pk, person.pk), (plan.number, post))
    _insert(intake, new.values(), "person.post_given", target="person")


def _memberships(intake: Intake, plans: Sequence[Plan]) -> None:
    wanted = [plan for plan in plans if plan.group is not None]
    groups = locked({plan.group.pk for plan in wanted if plan.group})
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
        if intake.replaces and plan.left_on and past.get(key) == dt.date.max:
            left = departure.leave(member=key, ends_on=plan.left_on, by=intake.by, at=intake.at)
            if left is None:
                intake.refused.add(plan.number)
                continue
            past[key] = plan.left_on
            change = Change("ends_on", "", plan.left_on.isoformat())
            intake.effects.append(Effect(plan.number, left, change))
        elif past.get(key, dt.date.min) <= plan.joins_on < until and plan.may_join:
            past[key] = until
            row = Membership(group=group, organisation_id=pk, starts_on=plan.joins_on)
            row.person = person if key[1] else None
            row.ends_on = min(filter(None, (group.ended_on, plan.left_on)), default=None)
            new.append((plan.number, row))
    _insert(intake, new, "group.member_admitted", target="group")


def _insert(
    intake: Intake, rows: Iterable[tuple[int, Row]], action: str, *, target: str = ""
) -> None:
    """Checked column by column, written together; the audit names ``target``, or the row."""
    pairs = list(rows)
    made = [row for _number, row in pairs]
    if why := unfit(pairs):
        raise Refused(why)
    if made:
        try:
            with transaction.atomic():
                type(made[0])._default_manager.bulk_create(made, batch_size=500)
        except NOT_TAKEN as error:
            if why := _taken(pairs):
                raise Refused(why) from error
            raise
    about = [getattr(row, target) if target else row for row in made]
    audit.record_many(action, about, by=intake.by, at=intake.at, imported=intake.source)
    intake.effects += [Effect(number, row) for number, row in pairs]


def _taken(pairs: Sequence[tuple[int, Row]]) -> dict[int, Problem]:
    """One by one, those that the database refuses. The caller begins anew without them."""
    why: dict[int, Problem] = {}
    for number, row in pairs:
        row.pk = None
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except NOT_TAKEN:
            why.setdefault(number, Problem("row.taken"))
    return why
