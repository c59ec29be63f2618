"""The chart of some figures, and what stands above it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from dure.core.charts.figures import Chart, Form, Point, Series

from .models import SHARES
from .queries import Breakdown, Figures

PLACES = 1  # of what was published as a share


class Drawn(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def before(self) -> Decimal | None: ...
    @property
    def is_about(self) -> bool: ...


def chart(figures: Figures, lines: Sequence[Drawn], *, title: str) -> Chart:
    upright = figures.choice.by is Breakdown.YEAR and not figures.is_spanning
    against = None if figures.is_spanning else figures.against
    series = [Series("value", "" if figures.is_spanning else str(figures.year), "data")]
    if against:
        series.insert(0, Series("before", str(against), "office"))
    return Chart(
        Form.BARS if upright else Form.ACROSS,
        title,
        series=series,
        points=[
            Point(line.name, one.key, getattr(line, one.key)) for line in lines for one in series
        ],
        along=_along(figures),
        unit=_unit(figures),
        note=_note(figures, lines),
        stacked=not against,
        places=places(figures),
    )


def _unit(figures: Figures) -> str:
    """Stands on the axis, and so in a downloaded picture, which carries no title."""
    unit = str(figures.unit.label) if figures.unit else ""
    return _("%(unit)s, synthetic") % {"unit": unit} if figures.is_synthetic else unit


def places(figures: Figures) -> int:
    return PLACES if figures.unit in SHARES else 0


def heading(figures: Figures) -> str:
    """Of all figures of a page together."""
    measure = figures.choice.measure.label
    if figures.choice.by is Breakdown.YEAR or figures.is_spanning:
        return str(measure)
    if figures.against:
        return f"{measure}, {figures.against} · {figures.year}"
    return f"{measure}, {figures.year}"


def title(figures: Figures, *, is_alone: bool) -> str:
    """Of one chart, which says of which firms it speaks where there are others."""
    parts = [heading(figures)]
    if figures.is_spanning:
        parts.append(_("several years together"))
    if not is_alone:
        parts.append(str(figures.coverage.label))
    if figures.is_synthetic:
        parts.append(_("synthetic"))
    return " · ".join(parts)


def _along(figures: Figures) -> str:
    if figures.is_spanning:
        return _("Years")
    return _("Year") if figures.choice.by is Breakdown.YEAR else _("Part")


def _note(figures: Figures, lines: Sequence[Drawn]) -> str:
    notes = []
    if figures.is_spanning:
        notes.append(_("Each figure is a sum over its years: none compares with that of one year."))
    if any(line.is_about for line in lines):
        notes.append(_("Orders of magnitude: no growth and no shares are computed from them."))
    return " ".join(notes)
