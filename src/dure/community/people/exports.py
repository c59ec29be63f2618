"""All that is held about a person, to take away."""

from __future__ import annotations

import json
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from . import queries
from .models import Person

Held = dict[str, list[dict[str, object]]]


def as_json(person: Person) -> bytes:
    held = queries.personal_data(person)
    return json.dumps(held, ensure_ascii=False, indent=2, default=str).encode()


def as_workbook(person: Person) -> BytesIO:
    """A sheet for each kind; a text stays a text, also when it starts with ``=``."""
    book, stream = Workbook(write_only=True), BytesIO()
    for kind, rows in queries.personal_data(person).items():
        sheet = book.create_sheet(kind)
        lines: list[list[object]] = [list(rows[0]) if rows else [_("nothing")]]
        lines += [list(row.values()) for row in rows]
        for values in lines:
            cells = [WriteOnlyCell(sheet, _plain(value)) for value in values]
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
            sheet.append(cells)
    book.save(stream)
    stream.seek(0)
    return stream


def _plain(value: object) -> str | int | None:
    return value if value is None or isinstance(value, int | str) else json.dumps(value)
