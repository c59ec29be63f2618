"""What a complex has figures of: the menus offer nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db.models import Count

from dure.community.models import Complex

from .models import SHARES, Measure, Observation, SizeBand, Unit
from .queries import Breakdown, Choice

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Kept:
    """So many figures of one kind in one year; no year where they span several."""

    measure: Measure
    by: Breakdown
    unit: Unit
    year: int | None
    n: int


@dataclass(frozen=True)
class Menus:
    kept: list[Kept]

    def measures(self) -> dict[Measure, int]:
        found = Counter[Measure]()
        for one in self.kept:
            found[one.measure] += one.n
        return {measure: found[measure] for measure in Measure if found[measure]}

    def breakdowns(self, choice: Choice) -> dict[Breakdown, int]:
        found = Counter[Breakdown]()
        for one in self._of(choice.measure):
            found[one.by] += one.n
        return {by: found[by] for by in Breakdown if found[by]}

    def units(self, choice: Choice) -> dict[Unit, int]:
        """Counts before shares."""
        found = Counter[Unit]()
        for one in self._of(choice.measure, choice.by):
            found[one.unit] += one.n
        return {unit: found[unit] for unit in sorted(found, key=lambda u: (u in SHARES, u.value))}

    def years(self, choice: Choice) -> list[int]:
        """The last first; none where the years stand beside each other anyway."""
        if choice.by is Breakdown.YEAR:
            return []
        rows = self._of(choice.measure, choice.by)
        return sorted({one.year for one in rows if one.unit == choice.unit and one.year})[::-1]

    def settle(self, asked: Choice) -> Choice:
        """What was asked for, where there are figures of it; else the first that there are."""
        choice = replace(asked, measure=_one_of(asked.measure, self.measures()))
        choice = replace(choice, by=_one_of(choice.by, self.breakdowns(choice)))
        units = self.units(choice)
        choice = replace(choice, unit=_one_of(choice.unit, units) if units else choice.unit)
        years = self.years(choice)
        year = _one_of(choice.year, years) if years else None
        against = choice.against if choice.against in years and choice.against != year else None
        return replace(choice, year=year, against=against)

    def _of(self, measure: Measure, by: Breakdown | None = None) -> Iterator[Kept]:
        return (one for one in self.kept if one.measure == measure and by in {None, one.by})


def of(complex_: Complex) -> Menus:
    rows = (
        Observation.objects.filter(complex=complex_)
        .order_by()
        .values_list("measure", "unit", "year", "first_year", "industry", "part", "size_band")
        .annotate(n=Count("pk"))
    )
    return Menus(
        [
            Kept(Measure(measure), by, Unit(unit), None if first else year, n)
            for measure, unit, year, first, industry, part, band, n in rows
            for by in _breakdowns(industry, part, band)
        ]
    )


def _breakdowns(industry: int | None, part: int | None, band: str) -> Iterator[Breakdown]:
    if industry:
        yield Breakdown.INDUSTRY
    if part:
        yield Breakdown.PART
    if not (industry or part):
        yield Breakdown.YEAR if band == SizeBand.ALL else Breakdown.SIZE


def _one_of(asked: Kind, there: Iterable[Kind]) -> Kind:
    found = list(there)
    return asked if asked in found or not found else found[0]
