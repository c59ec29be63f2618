"""A workbook as people have it: sheets, lines and cells, whichever program wrote them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dure.core.errors import RuleBroken

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Cell = str | int | float | dt.date | None

MOST_ROWS = 50_000
MOST_COLUMNS = 200


class Unreadable(RuleBroken):
    """What is wrong with a file, and what to do about it, in one sentence of any language."""

    def __init__(self, message: StrOrPromise) -> None:
        super().__init__(message)  # type: ignore[arg-type] # kept lazy, for every language

    def in_every_language(self) -> dict[str, str]:
        told = {}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                told[language] = str(self)
        return told


@dataclass(frozen=True)
class Line:
    """A row that holds something. ``number`` is what Excel shows at its left."""

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False

    @property
    def filled(self) -> int:
        return sum(not is_blank(cell) for cell in self.cells)

    def cell(self, column: int) -> Cell:
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True)
class Sheet:
    name: str
    is_hidden: bool = False


@dataclass(frozen=True)
class Merged:
    """Cells that look like one; columns and rows from first to last."""

    columns: range
    rows: range


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def checked(lines: list[Line]) -> list[Line]:
    """The same lines, when they are not too wide."""
    if any(line.filled > MOST_COLUMNS for line in lines):
        raise Unreadable(
            format_lazy(
                _(
                    "This sheet has more than {most} filled columns. Delete those that are not "
                    "needed and send it again."
                ),
                most=MOST_COLUMNS,
            )
        )
    return lines


def too_long() -> Unreadable:
    return Unreadable(
        format_lazy(
            _(
                "This sheet has more than {most} rows. Split it into several workbooks and import "
                "one after the other."
            ),
            most=f"{MOST_ROWS:,}",
        )
    )


def filled_down(lines: list[Line], merged: list[Merged]) -> list[Line]:
    """A cell merged over several rows counts for each of them: one firm, three contacts."""
    tall = [area for area in merged if len(area.rows) > 1]
    if not tall:
        return lines
    at = {line.number: i for i, line in enumerate(lines)}
    for area in tall:
        first = at.get(area.rows.start)
        value = lines[first].cell(area.columns.start) if first is not None else None
        if is_blank(value):
            continue
        for number in area.rows[1 : MOST_ROWS + 1]:
            if (i := at.get(number)) is not None:
                lines[i] = _with(lines[i], area.columns.start, value)
    return lines


def _with(line: Line, column: int, value: Cell) -> Line:
    cells = list(line.cells) + [None] * (column + 1 - len(line.cells))
    if is_blank(cells[column]):
        cells[column] = value
    return replace(line, cells=tuple(cells))
