"""Which figures a page shows: those of one complex, one measure, one unit, one breakdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Q, QuerySet, Sum

from dure.community.models import Complex

from .models import SHARES, Measure, Observation, SizeBand, Unit

Key = int | str


class Breakdown(StrEnum):
    YEAR = "year"
    INDUSTRY = "industry"
    SIZE = "size"
    PART = "part"


@dataclass(frozen=True)
class Choice:
    """What a reader asked for; what is None is left to what there is."""

    complex: Complex
    measure: Measure
    by: Breakdown
    unit: Unit | None = None
    year: int | None = None
    against: int | None = None


@dataclass(frozen=True)
class Figures:
    """What there is of it: the value of each part in each year, the last entered source counts."""

    choice: Choice
    unit: Unit | None
    values: dict[int, dict[Key, Decimal]]  # year → part → value
    names: dict[Key, Observation]
    observations: list[Observation]
    units: list[Unit]

    @property
    def years(self) -> list[int]:
        return sorted(self.values)

    @property
    def year(self) -> int | None:
        """The year that was asked for, or the last that there is."""
        years = self.years
        return self.choice.year if self.choice.year in years else (years[-1] if years else None)

    @property
    def against(self) -> int | None:
        other = self.choice.against
        return other if other in self.values and other != self.year else None

    @property
    def now(self) -> dict[Key, Decimal]:
        return {} if self.year is None else self.values[self.year]

    @property
    def before(self) -> dict[Key, Decimal]:
        return {} if self.against is None else self.values[self.against]


def complexes(rows: QuerySet[Complex], asked: str = "") -> QuerySet[Complex]:
    """Those that have figures, and the one that is asked for all the same."""
    wanted = Q(observations__isnull=False)
    if asked.isdecimal():
        wanted |= Q(pk=asked)
    return rows.filter(wanted).distinct().order_by("pk")


def figures(choice: Choice) -> Figures:
    rows = list(
        _of(choice.by, Observation.objects.filter(complex=choice.complex, measure=choice.measure))
        .select_related("industry", "part", "source")
        .order_by("year", "industry__position", "part__position", "pk")
    )
    units = _units(rows)
    unit = choice.unit if choice.unit in units else (units[0] if units else None)
    shown = [row for row in rows if row.unit == unit]
    values: dict[int, dict[Key, Decimal]] = {}
    names: dict[Key, Observation] = {}
    for row in sorted(shown, key=_order):
        values.setdefault(row.year, {})[key(choice.by, row)] = row.value
        names[key(choice.by, row)] = row
    return Figures(choice, unit, values, names, shown, units)


def reference(figures: Figures) -> tuple[dict[Key, Decimal], int]:
    """All complexes together, by industry, in the year shown; and how many of them there are."""
    if figures.choice.by is not Breakdown.INDUSTRY or figures.unit in {None, *SHARES}:
        return {}, 0
    rows = Observation.objects.filter(
        measure=figures.choice.measure,
        unit=figures.unit,
        year=figures.year or 0,
        industry__isnull=False,
    )
    sums = rows.order_by().values("complex", "industry").annotate(total=Sum("value"))
    found: dict[Key, Decimal] = {}
    complexes = set()
    for row in sums:
        found[row["industry"]] = found.get(row["industry"], Decimal()) + row["total"]
        complexes.add(row["complex"])
    return found, len(complexes)


def key(by: Breakdown, row: Observation) -> Key:
    """What tells one part from another."""
    if by is Breakdown.INDUSTRY:
        return row.industry_id or 0
    if by is Breakdown.PART:
        return row.part_id or 0
    return f"{row.coverage} {row.size_band}" if by is Breakdown.SIZE else "all"


def _of(by: Breakdown, rows: QuerySet[Observation]) -> QuerySet[Observation]:
    if by is Breakdown.INDUSTRY:
        return rows.filter(industry__isnull=False)
    if by is Breakdown.PART:
        return rows.filter(part__isnull=False)
    whole = rows.filter(industry__isnull=True, part__isnull=True)
    if by is Breakdown.SIZE:
        return whole.exclude(size_band=SizeBand.ALL)
    return whole.filter(size_band=SizeBand.ALL)


def _units(rows: Iterable[Observation]) -> list[Unit]:
    """Counts before shares."""
    found = {Unit(row.unit) for row in rows}
    return sorted(found, key=lambda unit: (unit in SHARES, unit.value))


def _order(row: Observation) -> tuple[int, int, int, int]:
    bands = list(SizeBand)
    position = (row.industry or row.part).position if row.industry or row.part else 0  # type: ignore[union-attr]
    return row.year, position, bands.index(SizeBand(row.size_band)), row.pk
