"""What rows say, and what each would add to or change of what is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from dure.community.groups.models import Group, GroupKind, Membership
from dure.community.organisations.models import Organisation
from dure.community.people.models import Person
from dure.community.recognition import queries as recognition
from dure.community.workbooks import names
from dure.community.workbooks.cells import digits
from dure.community.workbooks.headings import Field
from dure.community.workbooks.problems import Problem

if TYPE_CHECKING:
    from dure.accounts.models import User

Row = TypeVar("Row", bound=Model)

OF_ORGANISATIONS = {GroupKind.COMPANY, GroupKind.ASSOCIATION, GroupKind.PARK, GroupKind.COOPERATIVE}
HEAD = "대표"  # the post of who is named as head, without another title

COLUMNS = {  # of an organisation, and the field that fills it
    "name_ko": Field.NAME,
    "name_en": Field.NAME_EN,
    "kind": Field.KIND,
    "business_number": Field.NUMBER,
    "address": Field.ADDRESS,
    "telephone": Field.TELEPHONE,
    "website": Field.WEBSITE,
}
COMPARED: dict[str, Callable[[str], str]] = {  # written otherwise, these are the same
    "address": names.address_key,
    "telephone": digits,
    "email": str.casefold,
    "website": lambda said: said.removesuffix("/").removeprefix("http://").removeprefix("https://"),
}


@dataclass(frozen=True)
class Contact:
    """A person whom a row names."""

    name: str
    title: str = ""
    email: str = ""
    telephone: str = ""

    def columns(self) -> dict[str, str]:
        return {"email": self.email, "telephone": self.telephone}


@dataclass
class Plan:
    """One row, ready to be entered. ``organisation`` is None where ``same_as`` or nothing is it."""

    number: int
    values: Mapping[str, str]
    said_kind: bool = False
    organisation: int | None = None
    same_as: int | None = None
    group: Group | None = None
    industry: int | None = None
    starts_on: dt.date = dt.date.min
    left_on: dt.date | None = None
    contacts: list[Contact] = field(default_factory=list)  # the first is the member

    @property
    def joins_on(self) -> dt.date:
        """A group has no members before it was founded."""
        return max(self.starts_on, self.group.founded_on) if self.group else self.starts_on

    @property
    def may_join(self) -> bool:
        """Who had left before membership began was never a member."""
        return self.left_on is None or self.joins_on < self.left_on

    @property
    def root(self) -> int:
        """The row that brings the organisation."""
        return self.same_as or self.number


@dataclass(frozen=True)
class Change:
    column: str
    old: str
    new: str

    @property
    def fills(self) -> bool:
        return not self.old


@dataclass(frozen=True)
class Effect:
    """One thing that was written for a row: a new record, or a column of a known one."""

    number: int
    made: Model
    change: Change | None = None


def contacts(values: Mapping[str, str]) -> list[Contact]:
    """Who is named: the contact person, and the head where that is somebody else."""
    name, head = values.get(Field.PERSON, ""), values.get(Field.CEO, "")
    title = values.get(Field.TITLE, "")
    is_head = not name or names.name_key(name) == names.name_key(head)
    first = Contact(
        name or head,
        title or (HEAD if is_head else ""),
        values.get(Field.EMAIL, ""),
        values.get(Field.MOBILE, ""),
    )
    named = [first] if first.name else []
    return named if is_head or not head else [*named, Contact(head, HEAD)]


def organisation_columns(values: Mapping[str, str], *, said_kind: bool = True) -> dict[str, str]:
    """The columns that a row fills. A kind that was only guessed says nothing against another."""
    said = {column: values.get(name, "") for column, name in COLUMNS.items()}
    return {c: value for c, value in said.items() if value and (c != "kind" or said_kind)}


def changes(row: Organisation | Person, said: Mapping[str, str]) -> Iterator[Change]:
    """What of ``said`` is not what the row holds, written otherwise or not."""
    for column, new in said.items():
        old = getattr(row, column) or ""
        same = COMPARED.get(column, str)
        if new and same(old) != same(new):
            yield Change(column, old, new)


Member = tuple[int, int | None, int | None]  # group; person, or organisation that is itself one


def member(plan: Plan, organisation: int | None, person: int | None) -> Member:
    """Of a company or association the organisation itself, else the person for it."""
    group = plan.group
    if group is None:
        raise ValueError("the row joins no group")
    if group.kind in OF_ORGANISATIONS or person is None:
        return group.pk, None, organisation
    return group.pk, person, None


def members(
    groups: Iterable[int], *, people: Iterable[int], organisations: Iterable[int]
) -> dict[Member, dt.date]:
    """Until when these have been members, ``date.max`` where it is open. Two queries."""
    rows = Membership.objects.filter(group__in=set(groups)).order_by("starts_on")
    of_people = rows.filter(person__in=set(people))
    of_firms = rows.filter(person=None, organisation__in=set(organisations))
    past: dict[Member, dt.date] = {}
    for group, person, until in of_people.values_list("group", "person", "ends_on"):
        past[group, person, None] = until or dt.date.max
    for group, firm, until in of_firms.values_list("group", "organisation", "ends_on"):
        past[group, None, firm] = until or dt.date.max
    return past


@dataclass
class News:
    """What a row of a known organisation brings."""

    changes: list[tuple[str, str, str]] = field(default_factory=list)  # column, old, new
    adds: list[str] = field(default_factory=list)
    is_elsewhere: bool = False  # another complex keeps the organisation's record


@dataclass
class Recorded:
    """What is recorded about the organisations of some rows."""

    organisations: dict[int, Organisation]
    editable: set[int]
    people: recognition.Directory
    editable_people: set[int]
    sized: set[int]
    classed: set[int]
    members: dict[Member, dt.date]


def recorded(plans: Sequence[Plan], *, by: User) -> Recorded:
    """A fixed number of queries, however many rows there are."""
    pks = {plan.organisation for plan in plans if plan.organisation is not None}
    emails = {contact.email for plan in plans for contact in plan.contacts}
    known = recognition.directory(pks, emails, by=by)
    people = {person.pk for person in [*known.by_post.values(), *known.by_email.values()]}
    rows = Organisation.objects.filter(pk__in=pks)
    own = Person.objects.editable_by(by).filter(pk__in=people)
    return Recorded(
        organisations=rows.in_bulk(),
        editable=set(rows.editable_by(by).values_list("pk", flat=True)),
        people=known,
        editable_people=set(own.values_list("pk", flat=True)),
        sized=set(rows.filter(sizes__isnull=False).values_list("pk", flat=True)),
        classed=set(rows.filter(industries__isnull=False).values_list("pk", flat=True)),
        members=members(
            {plan.group.pk for plan in plans if plan.group}, people=people, organisations=pks
        ),
    )


def news(plan: Plan, held: Recorded) -> News:
    """Of a row whose organisation is known."""
    found = News()
    pk = plan.organisation or 0
    if pk in held.editable:
        said = organisation_columns(plan.values, said_kind=plan.said_kind)
        found.changes += [(c.column, c.old, c.new) for c in changes(held.organisations[pk], said)]
        found.adds += ["size"] if plan.values.get(Field.SIZE) and pk not in held.sized else []
        found.adds += ["industry"] if plan.industry and pk not in held.classed else []
    else:
        found.is_elsewhere = True
    people = [_news_of_person(contact, pk, held, found) for contact in plan.contacts]
    if plan.group is not None:
        first = people[0] if people else None
        is_known = first is not None or not people or plan.group.kind in OF_ORGANISATIONS
        key = member(plan, pk, first.pk if first else None)
        until = held.members.get(key, dt.date.min) if is_known else dt.date.min
        if plan.left_on and until == dt.date.max:
            found.changes.append(("membership.ends_on", "", plan.left_on.isoformat()))
        elif until <= plan.joins_on and plan.may_join:
            found.adds.append("membership")
    return found


def _news_of_person(
    contact: Contact, organisation: int, held: Recorded, found: News
) -> Person | None:
    person = held.people.find(organisation, contact.name, contact.email)
    if person is None:
        found.adds.append("person")
        return None
    if (organisation, person.pk) not in held.people.at_work:
        found.adds.append("post")
    if person.pk in held.editable_people:
        said = changes(person, contact.columns())
        found.changes += [(f"person.{c.column}", c.old, c.new) for c in said]
    return person


def locked(pks: set[int]) -> dict[int, Group]:
    """As they are now: nobody ends or moves one while its members are written."""
    return Group.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(pks)


def editable(by: User | None, model: type[Row], pks: set[int]) -> dict[int, Row]:
    rows = model._default_manager.filter(pk__in=pks)
    if by is not None:
        own = model._default_manager.filter(pk__in=pks).editable_by(by)  # type: ignore[attr-defined]
        rows = rows.filter(pk__in=own.values("pk"))
    return {row.pk: row for row in rows}


class Refused(Exception):
    """These rows cannot be written, and why."""

    def __init__(self, why: dict[int, Problem]) -> None:
        super().__init__(why)
        self.why = why


def unfit(pairs: Iterable[tuple[int, Model]]) -> dict[int, Problem]:
    """What they refer to was fetched or made in the same transaction and is not looked at."""
    why: dict[int, Problem] = {}
    for number, row in pairs:
        try:
            row.clean_fields(exclude={f.name for f in row._meta.fields if f.is_relation})
        except ValidationError as error:
            why.setdefault(number, Problem("row.refused", " ".join(error.messages)[:200]))
    return why


def with_followers(
    why: Mapping[int, Problem], whose: Mapping[int, int], plans: Iterable[Plan]
) -> dict[int, Problem]:
    """The rows that name the organisation of a refused one fall with it."""
    roots = {whose[number]: problem for number, problem in why.items()}
    return {plan.number: roots[plan.root] for plan in plans if plan.root in roots}
