"""A list as an Excel file: what the reader sees in the page, typed, row by row to the disk."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from dure.core.errors import RuleBroken

from .lists import Column, Listed

MOST_ROWS = 100_000
AT_ONCE = 2_000
WIDTH = 18
LONGEST = 32_767  # characters that a cell of Excel holds
COUNT, AMOUNT, DAY, MOMENT = "#,##0", "#,##0.###", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
Sheet = Any  # openpyxl's write-only sheet, whose types say less than it can do
LOOKS_LIKE_A_FORMULA = tuple("=+-@\t\r")


def write(listed: Listed) -> BytesIO:
    """The workbook, compressed: some megabytes for the most rows it may have."""
    if listed.page.paginator.count > MOST_ROWS:
        raise RuleBroken(
            _("More than %(n)s rows do not go into one workbook. Set a filter first.")
            % {"n": f"{MOST_ROWS:,}"}
        )
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_title(str(listed.listing.title)))
    _write_rows(sheet, listed)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def cell(sheet: Sheet, value: object) -> Cell:
    """A number is a number, a date a date, and whatever was typed by somebody is text."""
    if value is None or value == "":
        return WriteOnlyCell(sheet)
    if isinstance(value, bool):
        return _text(sheet, _("Yes") if value else _("No"))
    if isinstance(value, int | float | Decimal):
        return _formatted(sheet, value, COUNT if isinstance(value, int) else AMOUNT)
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return _formatted(sheet, local.replace(tzinfo=None), MOMENT)
    if isinstance(value, dt.date):
        return _formatted(sheet, value, DAY)
    return _text(sheet, str(value))


def _write_rows(sheet: Sheet, listed: Listed) -> None:
    columns = [*listed.listing.columns, *_synthetic(listed)]
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, str(column.label)) for column in columns])
    for row in listed.rows.iterator(chunk_size=AT_ONCE):
        sheet.append([cell(sheet, column.value(row)) for column in columns])


def _synthetic(listed: Listed) -> Iterator[Column]:
    """What is invented says so in the file too."""
    if hasattr(listed.rows.model, "is_synthetic"):
        mark = _("synthetic")
        yield Column("synthetic", _("Synthetic"), lambda row: mark if row.is_synthetic else None)


def _heading(sheet: Sheet, label: str) -> Cell:
    heading = _text(sheet, label)
    heading.font = Font(bold=True)
    heading.fill = PatternFill("solid", fgColor="E8ECF4")
    heading.alignment = Alignment(vertical="top", wrap_text=True)
    return heading


def _formatted(sheet: Sheet, value: Any, form: str) -> Cell:
    made = WriteOnlyCell(sheet, value)
    made.number_format = form
    return made


def _text(sheet: Sheet, value: str) -> Cell:
    """Text for ever: neither Excel nor openpyxl reads a formula or an error into it."""
    made = WriteOnlyCell(sheet)
    made.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
    made.data_type = "s"
    if value.startswith(LOOKS_LIKE_A_FORMULA):
        made.quotePrefix = True
    return made


def _title(title: str) -> str:
    """Excel allows 31 characters and not all of them."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "Dure"
