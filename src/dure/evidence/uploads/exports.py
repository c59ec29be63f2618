"""An empty sheet to fill in, with one row as an example and every word that may stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from dure.core.listing.workbooks import cell
from dure.evidence.statistics.models import (
    Coverage,
    Measure,
    Precision,
    SizeBand,
    StatisticalIndustry,
    StatisticalPart,
    Unit,
)

from .sheets import HEADINGS, heading


def template() -> bytes:
    headings = {key: heading(key) for key in HEADINGS}
    book = Workbook(write_only=True)
    _sheet(
        book,
        _("figures"),
        [list(headings.values()), _example()],
    )
    words: dict[str, Sequence[object]] = {
        "measure": Measure.labels,
        "unit": Unit.labels,
        "coverage": Coverage.labels,
        "industry": [one.name for one in StatisticalIndustry.objects.all()],
        "size": SizeBand.labels,
        "part": [one.name for one in StatisticalPart.objects.all()],
        "precision": Precision.labels,
    }
    _sheet(book, _("words"), [[headings[key], *known] for key, known in words.items()])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _example() -> list[object]:
    """A figure of firms in the words of the reader's language."""
    return [
        2012,
        Measure.FIRMS.label,
        Unit.FIRMS.label,
        Coverage.RESIDENT.label,
        "",
        SizeBand.ALL.label,
        "",
        1757,
        "",
        Precision.EXACT.label,
        "",
    ]


def _sheet(book: Workbook, title: str, rows: Sequence[Sequence[object]]) -> None:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
