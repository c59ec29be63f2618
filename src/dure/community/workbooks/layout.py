"""How a workbook is laid out: which sheet, where its headings stand, what its columns hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import cells, entries, headings, reading
from .sheets import Line, Sheet

SAMPLES = 3


@dataclass(frozen=True)
class Layout:
    sheets: list[Sheet]
    sheet: int
    heading: int
    columns: dict[int, str]
    samples: list[list[object]]  # column, heading, some cells below
    table: entries.Table


def look(
    content: bytes,
    *,
    sheet: int | None = None,
    heading: int | None = None,
    columns: Mapping[int, str] | None = None,
) -> Layout:
    """As told, and guessed where nothing was told."""
    workbook = reading.open_workbook(content)
    if sheet is None or sheet >= len(workbook.sheets):
        sheet = _likeliest(workbook)
    lines = workbook.lines(sheet)
    if heading is None or columns is None:
        guess = headings.guess(lines)
        heading, columns = guess.row, guess.columns
    title = next((line for line in lines if line.number == heading), None)
    below = [line for line in lines if line.number > heading][:SAMPLES]
    return Layout(
        workbook.sheets,
        sheet,
        heading,
        dict(columns),
        _samples(title, below),
        entries.table(lines, heading=heading, columns=columns),
    )


def _likeliest(workbook: reading.Workbook) -> int:
    """The sheet whose headings are known best; a hidden one only where there is no other."""
    numbers = range(len(workbook.sheets))
    shown = [i for i in numbers if not workbook.sheets[i].is_hidden] or list(numbers)
    if len(shown) == 1:
        return shown[0]
    worth = {i: len(headings.guess(workbook.lines(i)).columns) for i in shown}
    return max(shown, key=worth.__getitem__)


def _samples(title: Line | None, below: Sequence[Line]) -> list[list[object]]:
    lines = [line for line in (title, *below) if line]
    width = max((len(line.cells) for line in lines), default=0)
    return [
        [column, _short(title, column), [_short(line, column) for line in below]]
        for column in range(width)
        if any(_short(line, column) for line in lines)
    ]


def _short(line: Line | None, column: int) -> str:
    return cells.text(line.cell(column))[:60] if line else ""
