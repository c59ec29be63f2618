"""The comparison as an Excel workbook and as a PDF."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import cast

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook

from dure.core.errors import RuleBroken
from dure.core.listing.workbooks import cell

from . import labels
from .cells import Value
from .comparison import Line, Report
from .presentation import tables
from .printing import summary

FACES = (("Regular", 400), ("SemiBold", 600))


def workbook(report: Report) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Reproduction"))
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGH", (28, 40, 34, 14, 14, 14, 14, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    headings = (
        _("Table"),
        _("Row"),
        _("Figure"),
        _("Published"),
        _("Computed"),
        _("Agrees"),
        _("Basis"),
        _("Note"),
    )
    sheet.append([cell(sheet, heading) for heading in headings])
    for line in report.lines:
        sheet.append([cell(sheet, value) for value in _values(line)])
    legend = book.create_sheet(_("Basis"))
    for sentence in labels.LEGEND:
        legend.append([cell(legend, sentence)])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def pdf(report: Report, *, at: dt.datetime) -> bytes:
    """The whole comparison to print; refuses in a sentence where the machine lacks libpango."""
    try:
        from weasyprint import HTML  # noqa: PLC0415  (loads libpango, which a machine may lack)
    except OSError as error:
        raise RuleBroken(
            _(
                "PDF files need libpango, which this machine lacks. `dure doctor` says how to get it."
            )
        ) from error
    page = render_to_string(
        "evidence/reproduction/document.html",
        {
            "tables": tables(report, {}),
            "summary": list(summary(report)),
            "legend": labels.LEGEND,
            "at": at,
            "faces": _faces(),
            "language": get_language(),
        },
    )
    return cast("bytes", HTML(string=page).write_pdf())


def _values(line: Line) -> tuple[object, ...]:
    return (
        labels.TABLES[line.table],
        labels.row(line.row),
        labels.column(line.column),
        _plain(line.published),
        _plain(line.computed),
        labels.VERDICTS[line.verdict],
        labels.BASES[line.basis],
        line.note,
    )


def _plain(value: Value) -> Value:
    return str(labels.WORDS.get(value, value)) if isinstance(value, str) else value


def _faces() -> list[tuple[str, int]]:
    """Where Pretendard is installed; else the machine's own type face is used."""
    folder = Path(settings.TYPE_FACE) / "public" / "static"
    files = [(folder / f"Pretendard-{face}.otf", weight) for face, weight in FACES]
    return [(file.as_uri(), weight) for file, weight in files if file.is_file()]
