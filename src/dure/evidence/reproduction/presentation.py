"""What the page shows of the comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dure.core.charts.figures import Chart, Form, Point, Series

from . import labels
from .comparison import TABLES, Line, Report

AGREES = {"differ": False, "open": None}


@dataclass(frozen=True)
class Row:
    """A line in the reader's words."""

    line: Line

    @property
    def row(self) -> str:
        return labels.row(self.line.row)

    @property
    def column(self) -> str:
        return labels.column(self.line.column)

    @property
    def published(self) -> str | Promise:
        return labels.value(self.line.published, self.line.column)

    @property
    def computed(self) -> str | Promise:
        return labels.value(self.line.computed, self.line.column)

    @property
    def basis(self) -> str | Promise:
        return labels.BASES[self.line.basis]

    @property
    def verdict(self) -> str:
        return {True: _("agrees"), False: _("differs"), None: _("not compared")}[self.line.agrees]

    @property
    def mark(self) -> str:
        return {True: "good", False: "warn", None: ""}[self.line.agrees]


@dataclass(frozen=True)
class Table:
    name: str
    title: str | Promise
    rows: list[Row]


def tables(report: Report, chosen: Mapping[str, str]) -> list[Table]:
    """The tables with the lines that were asked for; none without a line."""
    found = []
    for name in TABLES:
        lines = report.of(name) if chosen.get("table") in {None, "", name} else []
        if (show := chosen.get("show")) in AGREES:
            lines = [line for line in lines if line.agrees is AGREES[show]]
        if lines:
            found.append(Table(name, labels.TABLES[name], [Row(line) for line in lines]))
    return found


def members(report: Report) -> Chart:
    """Published and counted members of all mini-clusters, year by year."""
    lines = [line for line in report.of("table 8") if line.column == "all_members"]
    return Chart(
        Form.BARS,
        _("Members of all mini-clusters on 31 December"),
        series=[
            Series("published", _("Published"), "office"),
            Series("computed", _("Counted from the records"), "accent"),
        ],
        points=[
            Point(line.row, series, None if isinstance(value, str) else value)
            for line in lines
            for series, value in (("published", line.published), ("computed", line.computed))
        ],
        along=_("Year"),
        unit=_("persons"),
        stacked=False,
    )
