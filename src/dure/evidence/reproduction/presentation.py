"""What the page shows of the comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dure.core.charts.figures import Chart, Form, Point, Series

from . import labels
from .comparison import AGREE, DIFFER, KEPT, OPEN, TABLES, Line, Report

FEW_COLUMNS = 4
SHOWN = {DIFFER, KEPT, OPEN}


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
    def sign(self) -> str:
        """The verdict for the eye; the word stands beside it for who cannot see it."""
        return {AGREE: "=", KEPT: "~", DIFFER: "≠", OPEN: ""}[self.line.verdict]

    @property
    def table(self) -> str | Promise:
        return labels.TABLES[self.line.table]

    @property
    def verdict(self) -> str:
        return str(labels.VERDICTS[self.line.verdict])

    @property
    def is_words(self) -> bool:
        """Words wrap and stand at the left; figures do neither."""
        shown = (self.line.published, self.line.computed)
        return any(isinstance(one, str) and any(map(str.isalpha, one)) for one in shown)

    @property
    def mark(self) -> str:
        return {AGREE: "same", DIFFER: "warn"}.get(self.line.verdict, "")


@dataclass(frozen=True)
class Figure:
    """A figure with the number of the note that belongs to it; 0 for none."""

    row: Row
    note: int


@dataclass(frozen=True)
class Matrix:
    """Rows of the paper that have the same columns, as the paper prints them."""

    columns: list[str]
    rows: list[tuple[str, list[Figure]]]

    @property
    def headings(self) -> list[tuple[str, bool]]:
        """Each column, and whether words stand in it."""
        figures = zip(*(cells for _, cells in self.rows), strict=True)
        words = [any(figure.row.is_words for figure in column) for column in figures]
        return list(zip(self.columns, words, strict=True))

    @property
    def has_words(self) -> bool:
        return any(is_words for _, is_words in self.headings)

    @property
    def is_wide(self) -> bool:
        """Words, and many columns, take more room than a few figures."""
        return self.has_words or len(self.columns) > FEW_COLUMNS


@dataclass(frozen=True)
class Table:
    name: str
    title: str | Promise
    rows: list[Row]

    def count(self, verdict: str) -> int:
        return sum(row.line.verdict == verdict for row in self.rows)

    @property
    def agree(self) -> int:
        return self.count(AGREE)

    @property
    def kept(self) -> int:
        return self.count(KEPT)

    @property
    def differ(self) -> int:
        return self.count(DIFFER)

    @property
    def open(self) -> int:
        return self.count(OPEN)

    @cached_property
    def notes(self) -> list[str]:
        """Each note once, in the order of the figures."""
        return list(dict.fromkeys(row.line.note for row in self.rows if row.line.note))

    @property
    def bases(self) -> str:
        return ", ".join(str(basis) for basis in dict.fromkeys(row.basis for row in self.rows))

    @cached_property
    def matrices(self) -> list[Matrix]:
        return [
            Matrix(
                [row.column for row in block[0]],
                [(cells[0].row, [self._figure(row) for row in cells]) for cells in block],
            )
            for block in self._blocks
            if len(block[0]) > 1
        ]

    @cached_property
    def single(self) -> list[Figure]:
        """What stands alone in its row."""
        blocks = [block for block in self._blocks if len(block[0]) == 1]
        return [self._figure(row) for block in blocks for (row,) in block]

    @cached_property
    def _blocks(self) -> list[list[list[Row]]]:
        """The rows of the paper, those with the same columns together."""
        whole: dict[str, list[Row]] = {}
        for row in self.rows:
            whole.setdefault(row.line.row, []).append(row)
        alike: dict[tuple[str, ...], list[list[Row]]] = {}
        for cells in whole.values():
            alike.setdefault(tuple(row.line.column for row in cells), []).append(cells)
        return list(alike.values())

    def _figure(self, row: Row) -> Figure:
        note = row.line.note
        return Figure(row, self.notes.index(note) + 1 if note else 0)


def tables(report: Report, chosen: Mapping[str, str]) -> list[Table]:
    """The tables with the lines that were asked for; none without a line."""
    found = []
    for name in TABLES:
        lines = report.of(name) if chosen.get("table") in {None, "", name} else []
        if (show := chosen.get("show")) in SHOWN:
            lines = [line for line in lines if line.verdict == show]
        if lines:
            found.append(Table(name, labels.TABLES[name], [Row(line) for line in lines]))
    return found


def differences(report: Report, chosen: Mapping[str, str]) -> list[Row]:
    """Where the paper and the records differ, in the tables that were asked for."""
    if chosen.get("show"):
        return []
    return [row for table in tables(report, {**chosen, "show": "differ"}) for row in table.rows]


def members(report: Report) -> Chart:
    """Published and counted members of all mini-clusters, year by year."""
    lines = [line for line in report.of("table 8") if line.column == "all_members"]
    kinds = {"published": _("Published"), "computed": _("Counted from the records")}
    if all(line.published == line.computed for line in lines):
        kinds = {"published": _("Published, and the same counted from the records")}
    return Chart(
        Form.BARS,
        _("Members of all mini-clusters on 31 December"),
        series=[
            Series(kind, label, tone)
            for (kind, label), tone in zip(kinds.items(), ("data", "office"), strict=False)
        ],
        points=[
            Point(line.row, kind, None if isinstance(value, str) else value)
            for line in lines
            for kind in kinds
            for value in [getattr(line, kind)]
        ],
        along=_("Year"),
        unit=_("persons"),
        stacked=False,
    )
