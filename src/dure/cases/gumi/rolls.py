"""Membership year by year: who joins and who leaves, so that each 31 December counts right."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dure.community.groups import actions as groups
from dure.core.precision import Precision

from .cast import Actor, Cast, noon

if TYPE_CHECKING:
    from dure.community.models import Group, Membership

TURNOVER = 0.08  # of the members leave in a year even where the group grows


@dataclass
class Roll:
    """The members of one group."""

    cast: Cast
    group: Group
    trade: str
    members: dict[int, tuple[Actor, Membership]] = field(default_factory=dict)  # by person
    circles: list[Roll] = field(default_factory=list)
    in_office: set[int] = field(default_factory=set)

    def actors(self) -> list[Actor]:
        return [actor for actor, _ in self.members.values()]

    def admit(self, actor: Actor, on: dt.date) -> None:
        membership = groups.admit(
            group=self.group,
            person=actor.person,
            organisation=actor.organisation,
            starts_on=on,
            by=self.cast.by,
            at=noon(on),
        )
        self.members[actor.person.pk] = actor, membership

    def leave(self, person: int, on: dt.date) -> None:
        for circle in self.circles:
            if person in circle.members:
                circle.leave(person, on)
        _, membership = self.members.pop(person)
        groups.leave(membership=membership, ends_on=on, by=self.cast.by, at=noon(on))

    def close(self, on: dt.date, *, known_to: Precision = Precision.DAY) -> list[Actor]:
        """End the group; those who were its members."""
        left = self.actors()
        groups.end(
            group=self.group, ended_on=on, ended_precision=known_to, by=self.cast.by, at=noon(on)
        )
        self.members.clear()
        return left

    def reach(self, size: int, year: int) -> None:
        """As many members on 31 December as ``size`` says."""
        is_first = not self.members
        leaving = 0
        if not is_first:
            leaving = max(len(self.members) - size, round(TURNOVER * len(self.members)))
        for person in self._least_bound(leaving):
            self.leave(person, self._day_to_leave(person, year))
        opening = self.group.founded_on
        while len(self.members) < size:
            first_month = opening.month if opening.year == year else 2
            on = opening if is_first and len(self.members) < size // 2 else None
            on = on or self._day(year, min(first_month + 1, 12), 12)
            self.admit(self.cast.newcomer(self.trade, on), on)

    def reach_from(self, wider: Roll, size: int, year: int) -> None:
        """The same for a working group, whose members are members of the wider network."""
        for person in self._least_bound(max(0, len(self.members) - size)):
            self.leave(person, self._day_to_leave(person, year))
        taken = {person for circle in wider.circles for person in circle.members}
        free = [p for p in wider.members if p not in taken]
        self.cast.random.shuffle(free)
        for person in free[: size - len(self.members)]:
            actor, membership = wider.members[person]
            earliest = max(membership.starts_on, self.group.founded_on)
            self.admit(actor, max(earliest, self._day(year, 1, 12)))

    def _least_bound(self, n: int) -> list[int]:
        """``n`` members to leave: those in no circle and no office first."""
        bound = self.in_office | {p for c in self.circles for p in c.members}
        order = list(self.members)
        self.cast.random.shuffle(order)
        order.sort(key=lambda person: (person in self.in_office, person in bound))
        return order[:n]

    def _day_to_leave(self, person: int, year: int) -> dt.date:
        """A day of the year after the one on which the member came."""
        _, membership = self.members[person]
        earliest = membership.starts_on + dt.timedelta(days=30)
        return max(earliest, self._day(year, 2, 11))

    def _day(self, year: int, first: int, last: int) -> dt.date:
        return dt.date(year, self.cast.random.randint(first, last), self.cast.random.randint(1, 28))
