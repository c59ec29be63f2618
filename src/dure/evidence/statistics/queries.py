"""Which figures a page shows: those of one complex, one measure, one unit, one breakdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Q, QuerySet

from dure.community.models import Complex

from .models import PARTS_OF, Coverage, Measure, Observation, SizeBand, Unit

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
    """What there is of it for the same firms, the last entered source counts.

    Sums over several years stand apart from single years, and resident from operating firms.
    """

    choice: Choice
    unit: Unit | None
    coverage: Coverage
    is_spanning: bool
    cells: dict[int, dict[Key, Observation]]  # year → part → figure
    observations: list[Observation]

    @property
    def values(self) -> dict[int, dict[Key, Decimal]]:
        return {year: _values(cells) for year, cells in self.cells.items()}

    @property
    def years(self) -> list[int]:
        return sorted(self.cells)

    @property
    def year(self) -> int:
        """The year that was asked for, or the last that there is."""
        asked = self.choice.year
        return asked if asked in self.cells else self.years[-1]

    @property
    def against(self) -> int | None:
        other = self.choice.against
        return other if other in self.cells and other != self.year else None

    @property
    def now(self) -> dict[Key, Observation]:
        return self.cells[self.year]

    @property
    def before(self) -> dict[Key, Observation]:
        return {} if self.against is None else self.cells[self.against]

    @property
    def shown(self) -> list[Observation]:
        """Those that stand on the page, without what a later source replaces."""
        if self.is_spanning or self.choice.by is Breakdown.YEAR:
            return [row for cells in self.cells.values() for row in cells.values()]
        return [*self.now.values(), *self.before.values()]

    @property
    def is_synthetic(self) -> bool:
        return any(row.source.is_synthetic for row in self.shown)

    @property
    def comparable(self) -> dict[Key, Decimal]:
        """The parts of the year, each once; nothing where one is an order of magnitude."""
        if self.is_spanning or not all(row.is_plain for row in self.now.values()):
            return {}
        sums = sums_of_others(self.now)
        return _values({key: row for key, row in self.now.items() if key not in sums})

    @property
    def over(self) -> dict[int, Decimal]:
        """The whole, year by year, without orders of magnitude."""
        if self.is_spanning or self.choice.by is not Breakdown.YEAR:
            return {}
        rows = {year: cells["all"] for year, cells in self.cells.items()}
        return {year: row.value for year, row in rows.items() if row.is_plain}


def complexes(rows: QuerySet[Complex], asked: str = "") -> QuerySet[Complex]:
    """Those that have figures, and the one that is asked for all the same."""
    wanted = Q(observations__isnull=False)
    if asked.isdecimal():
        wanted |= Q(pk=asked)
    return rows.filter(wanted).distinct().order_by("pk")


def figures(choice: Choice) -> list[Figures]:
    """One for the firms of each coverage, and one for what spans several years."""
    rows = (
        _of(choice.by, Observation.objects.filter(complex=choice.complex, measure=choice.measure))
        .filter(unit=choice.unit)
        .select_related("industry", "part", "source")
        .order_by("year", "pk")
    )
    found: dict[tuple[int, bool], list[Observation]] = {}
    for row in rows:
        place = list(Coverage).index(Coverage(row.coverage)), row.first_year is not None
        found.setdefault(place, []).append(row)
    return [
        Figures(choice, choice.unit, list(Coverage)[place], spans, _cells(choice.by, shown), shown)
        for (place, spans), shown in sorted(found.items(), key=lambda one: one[0])
    ]


def _cells(by: Breakdown, rows: Iterable[Observation]) -> dict[int, dict[Key, Observation]]:
    cells: dict[int, dict[Key, Observation]] = {}
    for row in sorted(rows, key=_order):
        cells.setdefault(row.year, {})[key(by, row)] = row
    return cells


def _values(cells: Mapping[Key, Observation]) -> dict[Key, Decimal]:
    return {key: row.value for key, row in cells.items()}


def sums_of_others(cells: Mapping[Key, Observation]) -> set[Key]:
    """The size bands that others of the same year are parts of."""
    bands = {SizeBand(row.size_band) for row in cells.values()}
    return {key for key, row in cells.items() if PARTS_OF.get(row.size_band, set()) & bands}  # type: ignore[call-overload]


def key(by: Breakdown, row: Observation) -> Key:
    """What tells one part from another."""
    parts: dict[Breakdown, Key] = {
        Breakdown.INDUSTRY: row.industry_id or 0,
        Breakdown.PART: row.part_id or 0,
        Breakdown.SIZE: row.size_band,
        Breakdown.YEAR: "all",
    }
    part = parts[by]
    return f"{row.first_year} {part}" if row.first_year else part


def _of(by: Breakdown, rows: QuerySet[Observation]) -> QuerySet[Observation]:
    if by is Breakdown.INDUSTRY:
        return rows.filter(industry__isnull=False, part__isnull=True, size_band=SizeBand.ALL)
    if by is Breakdown.PART:
        return rows.filter(part__isnull=False)
    whole = rows.filter(industry__isnull=True, part__isnull=True)
    if by is Breakdown.SIZE:
        return whole.exclude(size_band=SizeBand.ALL)
    return whole.filter(size_band=SizeBand.ALL)


def _order(row: Observation) -> tuple[int, ...]:
    bands = list(SizeBand)
    position = (row.industry or row.part).position if row.industry or row.part else 0  # type: ignore[union-attr]
    return row.year, row.first_year or 0, position, bands.index(SizeBand(row.size_band)), row.pk
