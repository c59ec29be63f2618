from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Sum,
)

from dure.community.people.models import Person
from dure.core import naming
from dure.core.clock import today
from dure.core.fields import held_on
from dure.core.search import queries as search

from .models import Descent, Group, Membership, Office, OfficeKind

if TYPE_CHECKING:
    from dure.accounts.models import User

MOST_FOUND = 20
NO_ORGANISATION = "person"  # the kind of a member who is there for themselves


def rows(*, for_user: User) -> QuerySet[Group]:
    """Groups as their list shows them, with how many members they have today."""
    return (
        Group.objects.visible_to(for_user)
        .select_related("complex")
        .annotate(n_members=Count("memberships", filter=held_on(today(), "memberships__")))
    )


def n_members(groups: QuerySet[Group]) -> int:
    """Of all ``rows`` together; who is in two of them counts twice. One query."""
    total = groups.aggregate(total=Sum("n_members"))["total"]
    return int(total or 0)


def running(groups: QuerySet[Group], state: str) -> QuerySet[Group]:
    over = Q(ended_on__isnull=False, ended_on__lte=today())
    return groups.exclude(over) if state == "running" else groups.filter(over)


def missing(groups: QuerySet[Group], office: str) -> QuerySet[Group]:
    """Running groups where nobody holds this office today."""
    held = Office.objects.on(today()).filter(kind=office)
    return running(groups, "running").exclude(pk__in=held.values("group"))


def meant(text: str, groups: QuerySet[Group]) -> list[Group]:
    return list(search.matching(groups, text).order_by("name_ko", "pk")[:MOST_FOUND])


def members(group: Group, *, for_user: User) -> QuerySet[Membership]:
    """Memberships, past ones too; ``is_open`` says whether the reader may open the person."""
    people = Person.objects.visible_to(for_user)
    return (
        Membership.objects.filter(group=group)
        .select_related("person", "organisation")
        .annotate(
            is_open=_is_one_of(people, "person"),
            is_current=ExpressionWrapper(held_on(today()), output_field=BooleanField()),
        )
    )


def members_now(group: Group, *, for_user: User) -> QuerySet[Membership]:
    held = members(group, for_user=for_user).filter(held_on(today()))
    return held.order_by("organisation__name_ko", "pk")


@dataclass(frozen=True)
class Offices:
    now: list[Office]
    past: list[Office]


def offices(group: Group, *, for_user: User) -> Offices:
    """Who holds an office, in the order of the offices, and who held one. One query."""
    people = Person.objects.visible_to(for_user)
    found = (
        Office.objects.filter(group=group)
        .select_related("person")
        .annotate(is_open=_is_one_of(people, "person"))
        .order_by("-starts_on", "pk")
    )
    now = [office for office in found if office.ends_on is None or office.ends_on > today()]
    rank = list(OfficeKind.values)
    return Offices(
        now=sorted(now, key=lambda office: rank.index(office.kind)),
        past=[office for office in found if office not in now],
    )


def _is_one_of(people: QuerySet[Person], column: str) -> Exists:
    return Exists(people.filter(pk=OuterRef(column)))


def name_of(row: Membership | Office) -> str:
    """The person's name, as far as the reader of ``members`` or ``offices`` may read it."""
    if row.person is None:
        return ""
    return naming.named(row.person) if row.is_open else naming.masked(row.person)  # type: ignore[union-attr]


def named(memberships: QuerySet[Membership], text: str) -> QuerySet[Membership]:
    """By the member's name; a person's only where the reader may read it."""
    people = search.matching(Person.objects.all(), text)
    organisations = search.matching(Membership.organisation.field.related_model, text)
    return memberships.filter(
        Q(person__in=people.values("pk"), is_open=True)
        | Q(organisation__in=organisations.values("pk"))
    )


@dataclass(frozen=True)
class YearCount:
    """Members on 31 December of a year, by kind of organisation."""

    year: int
    by_kind: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


@dataclass(frozen=True)
class Span:
    """What counting needs of a membership."""

    group: int
    kind: str
    starts_on: dt.date
    ends_on: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on > day)


def spans(groups: Iterable[int]) -> dict[int, list[Span]]:
    """The memberships of these groups. One query."""
    found: dict[int, list[Span]] = defaultdict(list)
    columns = ("group", "organisation__kind", "starts_on", "ends_on")
    for group, kind, starts_on, ends_on in Membership.objects.filter(
        group__in=list(groups)
    ).values_list(*columns):
        found[group].append(Span(group, kind or NO_ORGANISATION, starts_on, ends_on))
    return found


def members_by_year(group: Group, *, until: int | None = None) -> list[YearCount]:
    """From its founding until it ends, or until this year. One query."""
    return count_by_year(group, spans([group.pk])[group.pk], until=until)


def count_by_year(
    group: Group, of_group: list[Span], *, until: int | None = None
) -> list[YearCount]:
    last = min(until or today().year, _last_day(group).year)
    counts = []
    for year in range(group.founded_on.year, last + 1):
        day = dt.date(year, 12, 31)
        if group.ended_on is None or group.ended_on > day:
            held = Counter(span.kind for span in of_group if span.holds_on(day))
            counts.append(YearCount(year, dict(held)))
    return counts


def _last_day(group: Group) -> dt.date:
    return group.ended_on or today()


def family(group: Group) -> tuple[list[Group], list[Descent]]:
    """All that the group grew out of and all that grew out of it, by whatever way. Two queries.

    Who grew out of the same body is kin as well: the story is told whole.
    """
    kin: dict[int, set[int]] = defaultdict(set)
    descents = list(Descent.objects.select_related("ancestor", "descendant"))
    for descent in descents:
        kin[descent.ancestor_id].add(descent.descendant_id)
        kin[descent.descendant_id].add(descent.ancestor_id)
    found, new = {group.pk}, {group.pk}
    while new:
        new = set().union(*(kin[pk] for pk in new)) - found
        found |= new
    groups = Group.objects.filter(pk__in=found).order_by("founded_on", "pk")
    return list(groups), [descent for descent in descents if descent.ancestor_id in found]


def descendants(pk: int) -> set[int]:
    """Itself, and what grew out of it, over all generations."""
    found, new = {pk}, {pk}
    while new:
        children = Descent.objects.filter(ancestor__in=new).values_list("descendant", flat=True)
        new = set(children) - found
        found |= new
    return found
