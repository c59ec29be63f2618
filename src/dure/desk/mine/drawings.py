"""A group's members over the years, as small as a word."""

from __future__ import annotations

from dataclasses import dataclass

from dure.community.groups import queries as groups
from dure.community.groups.drawings import last_change
from dure.community.models import Founder

from .queries import Circle

WIDTH, HEIGHT = 160, 40
MOST_YEARS = 20
LEAST_YEARS = 2  # one year is no course of years
GAP = 0.25  # of a step
WIDEST = 28


@dataclass(frozen=True)
class Bar:
    year: int
    n: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Course:
    """Members on 31 December of each year, until the year in which they last changed.

    Without bars where there is no course: then only that year is told.
    """

    bars: list[Bar]
    is_own: bool
    until: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def words(self) -> str:
        """The same for who cannot see it."""
        return ", ".join(f"{bar.year}: {bar.n}" for bar in self.bars)


def course(circle: Circle) -> Course:
    group = circle.group
    is_own = group.founded_by == Founder.MEMBERS
    until = last_change(group, circle.spans).year
    counts = groups.count_by_year(group, circle.spans, until=until)[-MOST_YEARS:]
    most = max((count.total for count in counts), default=0)
    if len(counts) < LEAST_YEARS or not most:
        return Course([], is_own, until)
    step = WIDTH / len(counts)
    bars = [
        _bar(count.year, count.total, x=i * step, step=step, most=most)
        for i, count in enumerate(counts)
    ]
    return Course(bars, is_own, until)


def _bar(year: int, n: int, *, x: float, step: float, most: int) -> Bar:
    height = HEIGHT * n / most
    return Bar(
        year,
        n,
        x=round(x, 1),
        y=round(HEIGHT - height, 1),
        width=round(min(step * (1 - GAP), WIDEST), 1),
        height=round(height, 1),
    )
