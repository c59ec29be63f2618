"""What is printed and what was computed, as numbers, and what there is to say of a cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from . import rounding
from .cells import Cell


@dataclass
class Remarks:
    notes: dict[Cell, list[str]] = field(default_factory=lambda: defaultdict(list))
    contradicted: set[Cell] = field(default_factory=set)

    def say(self, cells: Iterable[Cell], note: str) -> None:
        for cell in cells:
            self.notes[cell].append(note)


@dataclass(frozen=True)
class Sheet:
    """What is printed and what was computed, as numbers."""

    published: dict[Cell, Decimal]
    computed: dict[Cell, Decimal]

    def differs(self, cell: Cell) -> bool:
        shown, value = self.published.get(cell), self.computed.get(cell)
        return (
            shown is not None and value is not None and rounding.as_printed(value, shown) != shown
        )

    def contradict(self, cell: Cell, other: Cell) -> bool:
        """Both are printed, and not the same."""
        shown, there = self.published.get(cell), self.published.get(other)
        return shown is not None and there is not None and shown != there

    def cells(self, table: str, column: str, begins: str = "") -> list[Cell]:
        return [
            cell
            for cell in self.published
            if cell.table == table and cell.column == column and cell.row.startswith(begins)
        ]


def told(value: Decimal | None) -> str:
    return "?" if value is None else f"{value.normalize():,f}"


def span(numbers: range) -> str:
    if not numbers:
        return "-"
    first, last = numbers[0], numbers[-1]
    if first == last:
        return f"{first:,}"
    return _("%(first)s to %(last)s") % {"first": f"{first:,}", "last": f"{last:,}"}
