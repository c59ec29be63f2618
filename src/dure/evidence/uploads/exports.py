"""An empty sheet to fill in, with one row as an example and every word that may stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from django.utils.translation import get_language
from openpyxl import Workbook

from dure.core.listing.workbooks import cell
from dure.evidence.statistics.models import (
    Coverage,
    Measure,
    SizeBand,
    StatisticalIndustry,
    StatisticalPart,
    Unit,
)

from .sheets import HEADINGS

EXAMPLE = [
    2012,
    Measure.FIRMS.value,
    Unit.FIRMS.value,
    Coverage.RESIDENT.value,
    "",
    SizeBand.ALL.value,
    "",
    1757,
    "",
]


def template() -> bytes:
    place = 0 if get_language() == "en" else 1
    headings = {key: names[place] for key, names in HEADINGS.items()}
    book = Workbook(write_only=True)
    _sheet(
        book,
        "figures",
        [
            list(headings.values()),
            EXAMPLE,
        ],
    )
    words: dict[str, Sequence[object]] = {
        "measure": Measure.labels,
        "unit": Unit.labels,
        "coverage": Coverage.labels,
        "industry": [one.name for one in StatisticalIndustry.objects.all()],
        "size": SizeBand.labels,
        "part": [one.name for one in StatisticalPart.objects.all()],
    }
    _sheet(book, "words", [[headings[key], *known] for key, known in words.items()])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, title: str, rows: Sequence[Sequence[object]]) -> None:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
