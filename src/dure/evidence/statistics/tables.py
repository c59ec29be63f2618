"""A page of statistics: the figures, what they come to, and the charts of the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.core.charts.figures import Chart

from . import analysis, drawings, queries
from .models import SHARES, Measure, Observation, Source
from .queries import Breakdown, Choice, Figures
from .reference import Reference, reference

NO_WHOLE = {Measure.DUES, Measure.SUPPLIERS}  # side by side: their sum means nothing


@dataclass(frozen=True)
class Line:
    name: str
    value: Decimal | None
    before: Decimal | None = None
    share: float | None = None
    growth: float | None = None
    quotient: float | None = None
    is_sum: bool = False  # of other lines: not drawn beside them
    is_about: bool = False  # an order of magnitude


@dataclass(frozen=True)
class Statistics:
    """The same firms, single years or what spans several: one chart, one table."""

    figures: Figures
    lines: list[Line]
    reading: analysis.Reading
    no_quotient: str
    is_alone: bool
    area: Reference | None = None  # what quotients and specialisation compare with

    @property
    def title(self) -> str:
        return drawings.title(self.figures, is_alone=self.is_alone)

    @property
    def chart(self) -> Chart:
        drawn = [line for line in self.lines if not line.is_sum]
        return drawings.chart(self.figures, drawn, title=self.title)

    @property
    def places(self) -> int:
        return drawings.places(self.figures)

    @property
    def columns(self) -> set[str]:
        """Which of the computed columns have anything in them."""
        return {
            name
            for name in ("before", "share", "growth", "quotient")
            if any(getattr(line, name) is not None for line in self.lines)
        }

    @property
    def concentration(self) -> object:
        return self.reading.concentration if self.figures.choice.by is Breakdown.INDUSTRY else None

    @property
    def has_reading(self) -> bool:
        said = (self.reading.growth, self.concentration, self.reading.specialisation)
        return bool(self.no_quotient) or any(one is not None for one in said)


@dataclass(frozen=True)
class Findings:
    choice: Choice
    blocks: list[Statistics]

    @property
    def title(self) -> str:
        return drawings.heading(self.blocks[0].figures)

    @property
    def growth(self) -> analysis.Growth | None:
        return next((one.reading.growth for one in self.blocks if one.reading.growth), None)

    @property
    def observations(self) -> list[Observation]:
        return [row for one in self.blocks for row in one.figures.observations]

    @property
    def shown(self) -> list[Observation]:
        return [row for one in self.blocks for row in one.figures.shown]

    @property
    def sources(self) -> list[Source]:
        return list({row.source_id: row.source for row in self.shown}.values())

    @property
    def notes(self) -> list[str]:
        return list(dict.fromkeys(row.said for row in self.shown if row.note))


def findings(choice: Choice) -> Findings:
    found = queries.figures(choice)
    is_alone = len({one.coverage for one in found}) == 1 and choice.by is not Breakdown.SIZE
    return Findings(choice, [statistics(one, is_alone=is_alone) for one in found])


def statistics(figures: Figures, *, is_alone: bool) -> Statistics:
    by_year = figures.choice.by is Breakdown.YEAR
    compared = reference(figures)
    area = compared if compared is not None and compared.is_area else None
    reading = analysis.read(
        {} if by_year else figures.comparable,
        reference=area.sums if area else {},
        over=figures.over,
    )
    lines = list(_lines(figures, reading))
    return Statistics(figures, lines, reading, _no_quotient(figures, area), is_alone, area)


def _lines(figures: Figures, reading: analysis.Reading) -> Iterator[Line]:
    if figures.is_spanning:
        return _periods(figures)
    if figures.choice.by is Breakdown.YEAR:
        return _years(figures)
    return _parts(figures, reading)


def _periods(figures: Figures) -> Iterator[Line]:
    for cells in figures.cells.values():
        for row in cells.values():
            part = "" if figures.choice.by is Breakdown.YEAR else f": {observation_name(row)}"
            yield Line(f"{row.period}{part}", row.value, is_about=row.is_order_of_magnitude)


def _years(figures: Figures) -> Iterator[Line]:
    before: Observation | None = None
    for year in figures.years:
        row = figures.cells[year]["all"]
        growth = _growth(before, row)
        yield Line(str(year), row.value, growth=growth, is_about=row.is_order_of_magnitude)
        before = row


def _parts(figures: Figures, reading: analysis.Reading) -> Iterator[Line]:
    now, before = figures.now, figures.before
    is_whole = figures.unit not in SHARES and figures.choice.measure not in NO_WHOLE
    shares = analysis.shares(figures.comparable) if is_whole else {}
    sums = queries.sums_of_others(now)
    for key in {**now, **before}:
        row, old = now.get(key), before.get(key)
        yield Line(
            observation_name(row or before[key]),
            row.value if row else None,
            before=old.value if old else None,
            share=shares.get(key),
            growth=_growth(old, row),
            quotient=reading.quotients.get(key),
            is_sum=key in sums,
            is_about=any(one.is_order_of_magnitude for one in (row, old) if one),
        )


def _growth(before: Observation | None, after: Observation | None) -> float | None:
    if before is None or after is None or not (before.is_plain and after.is_plain):
        return None
    return analysis.growth(before.value, after.value)


def observation_name(row: Observation) -> str:
    """The industry, size or part that a figure speaks of."""
    division = row.industry or row.part
    return division.name if division else str(row.get_size_band_display())


def _no_quotient(figures: Figures, area: Reference | None) -> str:
    """Why there is no location quotient, in a sentence; nothing where there is one."""
    if figures.choice.by is not Breakdown.INDUSTRY or figures.is_spanning:
        return ""
    if figures.unit in SHARES:
        return _("Only shares were published for this year: a quotient needs counts.")
    if area is None:
        return _(
            "Not computable: a location quotient compares with a reference area, and no other "
            "complex has figures by industry for this year. Import those of another complex."
        )
    return ""
