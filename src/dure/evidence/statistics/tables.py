"""A page of statistics: the figures, what they come to, and the chart of the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.core.charts.figures import Chart, Form, Point, Series

from . import analysis, queries
from .models import SHARES, Coverage, Measure, Observation, SizeBand
from .queries import Breakdown, Figures, Key

NO_WHOLE = {Measure.DUES}  # rates and costs side by side: their sum means nothing
PLACES = 1  # of what was published as a share


@dataclass(frozen=True)
class Line:
    name: str
    value: Decimal | None
    before: Decimal | None = None
    share: float | None = None
    growth: float | None = None
    quotient: float | None = None


@dataclass(frozen=True)
class Statistics:
    figures: Figures
    lines: list[Line]
    chart: Chart
    reading: analysis.Reading
    no_quotient: str

    @property
    def places(self) -> int:
        return PLACES if self.figures.unit in SHARES else 0

    @property
    def columns(self) -> set[str]:
        """Which of the computed columns have anything in them."""
        return {
            name
            for name in ("before", "share", "growth", "quotient")
            if any(getattr(line, name) is not None for line in self.lines)
        }

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(row.source.citation for row in self.figures.observations))

    @property
    def notes(self) -> list[str]:
        notes = [row.said for row in self.figures.observations if row.note]
        return list(dict.fromkeys(notes))


def statistics(figures: Figures) -> Statistics:
    by_year = figures.choice.by is Breakdown.YEAR
    reference, n_complexes = queries.reference(figures)
    reading = analysis.read(
        figures.now if not by_year else {},
        reference=reference if n_complexes > 1 else {},
        over={year: values["all"] for year, values in figures.values.items()} if by_year else {},
    )
    lines = list(_years(figures) if by_year else _parts(figures, reading))
    return Statistics(
        figures, lines, _chart(figures, lines), reading, _no_quotient(figures, n_complexes)
    )


def _years(figures: Figures) -> Iterator[Line]:
    before: Decimal | None = None
    for year in figures.years:
        value = figures.values[year]["all"]
        yield Line(str(year), value, growth=analysis.growth(before, value))
        before = value


def _parts(figures: Figures, reading: analysis.Reading) -> Iterator[Line]:
    now, before = figures.now, figures.before
    is_whole = figures.unit not in SHARES and figures.choice.measure not in NO_WHOLE
    shares = _shares(now) if is_whole else {}
    for key in {**now, **before}:
        yield Line(
            part_name(figures, key),
            now.get(key),
            before=before.get(key),
            share=shares.get(key),
            growth=analysis.growth(before.get(key), now.get(key)),
            quotient=reading.quotients.get(key),
        )


def _shares(values: Mapping[Key, Decimal]) -> dict[Key, float | None]:
    """Within what is divided: the resident firms apart from the operating ones."""
    found: dict[Key, float | None] = {}
    for coverage in (*Coverage.values, ""):
        apart = {key: v for key, v in values.items() if _belongs(key, coverage)}
        found |= analysis.shares(apart)
    return found


def _belongs(key: Key, coverage: str) -> bool:
    """A band that overlaps others has no share beside theirs."""
    band, _space, size = str(key).partition(" ")
    if size:
        return band == coverage and size != SizeBand.UNDER_300
    return not coverage


def part_name(figures: Figures, key: Key) -> str:
    return observation_name(figures.names[key])


def observation_name(row: Observation) -> str:
    """The industry, size or part that a figure speaks of."""
    if division := row.industry or row.part:
        return division.name
    if row.size_band == SizeBand.ALL:
        return str(row.year)
    return f"{row.get_coverage_display()}: {row.get_size_band_display()}"


def _chart(figures: Figures, lines: list[Line]) -> Chart:
    by_year = figures.choice.by is Breakdown.YEAR
    series = [Series("value", str(figures.year or ""), "data")]
    if figures.against:
        series.insert(0, Series("before", str(figures.against), "office"))
    return Chart(
        Form.BARS if by_year else Form.ACROSS,
        title(figures),
        series=series,
        points=[
            Point(line.name, one.key, getattr(line, one.key)) for line in lines for one in series
        ],
        along=_("Year") if by_year else _("Part"),
        unit=figures.unit.label if figures.unit else "",
        stacked=not figures.against,
        places=PLACES if figures.unit in SHARES else 0,
    )


def title(figures: Figures) -> str:
    measure = figures.choice.measure.label
    if figures.choice.by is Breakdown.YEAR or figures.year is None:
        return str(measure)
    if figures.against:
        return f"{measure}, {figures.against} · {figures.year}"
    return f"{measure}, {figures.year}"


def _no_quotient(figures: Figures, n_complexes: int) -> str:
    """Why there is no location quotient, in a sentence; nothing where there is one."""
    if figures.choice.by is not Breakdown.INDUSTRY:
        return ""
    if figures.unit in SHARES:
        return _("Only shares were published for this year: a quotient needs counts.")
    if n_complexes < 2:
        return _(
            "Not computable: a location quotient compares with a reference area, and no other "
            "complex has figures by industry for this year. Import those of another complex."
        )
    return ""
