"""The rows of an Excel or CSV file, by heading. Headings may be Korean or English."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from dure.core.errors import RuleBroken

MOST_ROWS = 5_000
LONGEST = 100_000  # characters of a cell
HEADINGS_WITHIN = 20  # rows from the top: titles may stand above them
ENCODINGS = ("utf-8-sig", "cp949")
HEADINGS = {
    "year": ("year", "연도", "년도", "기준연도", "기준년도", "시점", "기준시점", "기준년월"),
    "measure": ("measure", "지표", "항목", "통계항목", "통계표항목", "지표명", "indicator", "item"),
    "unit": ("unit", "단위", "units"),
    "coverage": ("coverage", "대상", "범위"),
    "industry": ("industry", "업종", "산업"),
    "size": ("size", "규모"),
    "part": ("part", "구분"),
    "value": ("value", "값", "수치", "통계값", "통계치", "실적", "figure"),
    "first_year": ("first year", "first_year", "시작 연도", "시작연도"),
    "precision": ("precision", "정밀도", "정확도"),
    "note": ("note", "비고", "메모"),
}
NEEDED = ("year", "measure", "value")
Row = dict[str, str]


def heading(key: str) -> str:
    """What stands above a column in the reader's language."""
    korean = next(name for name in HEADINGS[key] if not name.isascii())
    return HEADINGS[key][0] if get_language() == "en" else korean


def read(path: Path, *, is_workbook: bool) -> list[tuple[int, Row]]:
    """Each row below the headings with its number in the file; empty rows are passed over."""
    rows = _workbook(path) if is_workbook else _csv(path)
    columns: dict[int, str] | None = None
    found = []
    for number, cells in enumerate(rows, start=1):
        if columns is None:
            columns = _columns(cells)
            if columns is None and number >= HEADINGS_WITHIN:
                break
        elif any(cells):
            found.append((number, _row(columns, cells)))
            if len(found) > MOST_ROWS:
                raise RuleBroken(
                    _("More than %(n)s rows are too many for one file.") % {"n": f"{MOST_ROWS:,}"}
                )
    if columns is None:
        raise RuleBroken(
            _("No row has the headings year, measure and value. The template shows all of them.")
        )
    return found


def _columns(cells: Sequence[str]) -> dict[int, str] | None:
    names = {_squeezed(name): key for key, known in HEADINGS.items() for name in known}
    columns = {
        place: names[_squeezed(cell)]
        for place, cell in enumerate(cells)
        if _squeezed(cell) in names
    }
    return columns if set(NEEDED) <= set(columns.values()) else None


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())


def _row(columns: dict[int, str], cells: Sequence[str]) -> Row:
    return {key: cells[place].strip() for place, key in columns.items() if place < len(cells)}


def _csv(path: Path) -> Iterator[list[str]]:
    content = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _lines(text)
    raise RuleBroken(_("This file is neither UTF-8 nor CP949 text."))


def _lines(text: str) -> Iterator[list[str]]:
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), strict=False):
            if any(len(cell) > LONGEST for cell in cells):
                raise RuleBroken(_("This CSV file cannot be read."))
            yield cells
    except csv.Error as error:
        raise RuleBroken(_("This CSV file cannot be read.")) from error


def _workbook(path: Path) -> Iterator[list[str]]:
    """Each row; a formula stands as it is written where the file holds no value of it."""
    with _book(path, data_only=True) as values, _book(path, data_only=False) as formulas:
        sheets = (_first_sheet(book.worksheets) for book in (values, formulas))
        rows = (sheet.iter_rows(values_only=True) for sheet in sheets)
        for cells, written in zip(*rows, strict=False):
            yield [
                _text(formula if value is None else value)
                for value, formula in zip(cells, written, strict=False)
            ]


@contextmanager
def _book(path: Path, *, data_only: bool) -> Iterator[Any]:
    with path.open("rb") as file:
        try:
            book = load_workbook(file, read_only=True, data_only=data_only)
        except Exception as error:  # whatever openpyxl stumbles over, it is the file
            raise RuleBroken(_("This Excel file cannot be read. Save it again as xlsx.")) from error
        try:
            yield book
        finally:
            book.close()


def _first_sheet(sheets: Iterable[Any]) -> Any:
    for sheet in sheets:
        return sheet
    raise RuleBroken(_("This workbook has no sheet."))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return str(value.year)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
