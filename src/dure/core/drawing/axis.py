"""Time from left to right, where years in which nothing changes are folded into one column."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lineage import Body

LEAST_FOLDED = 3  # fewer quiet years are drawn as they are
MOMENT = 0.0001


@dataclass(frozen=True)
class Column:
    """One year, or quiet years folded into one column of the same width; ``last`` is in it."""

    first: int
    last: int

    @property
    def is_folded(self) -> bool:
        return self.last > self.first


@dataclass(frozen=True)
class Axis:
    columns: Sequence[Column]
    left: float
    step: float  # how wide a column is

    def x(self, time: float) -> float:
        """Of a time within the columns."""
        reaching = (pair for pair in enumerate(self.columns) if time <= pair[1].last + 1)
        place, column = next(reaching)
        years = column.last + 1 - column.first
        return self.left + (place + (time - column.first) / years) * self.step


def columns(bodies: Sequence[Body]) -> list[Column]:
    """All years of the bodies, from the first that starts to the last that ends."""
    first = math.floor(min(body.starts for body in bodies))
    last = max(math.ceil(max(body.ends for body in bodies)), first + 1)
    return fold(range(first, last), busy_years(bodies))


def busy_years(bodies: Iterable[Body]) -> set[int]:
    """The years in which a body starts, ends, grows or shrinks."""
    found: set[int] = set()
    for body in bodies:
        found.add(math.floor(body.starts))
        if body.has_ended:
            found.add(math.floor(body.ends - MOMENT))
        for (since, before), (until, after) in pairwise(body.knots):
            if before != after:
                found |= set(range(math.floor(since), math.ceil(until - MOMENT)))
    return found


def fold(years: Sequence[int], busy: set[int]) -> list[Column]:
    """A column a year; ``LEAST_FOLDED`` or more quiet years on end share one."""
    found: list[Column] = []
    quiet: list[int] = []
    for year in years:
        if year in busy:
            found += [*_quiet(quiet), Column(year, year)]
            quiet = []
        else:
            quiet.append(year)
    return [*found, *_quiet(quiet)]


def _quiet(years: Sequence[int]) -> list[Column]:
    if len(years) < LEAST_FOLDED:
        return [Column(year, year) for year in years]
    return [Column(years[0], years[-1])]
