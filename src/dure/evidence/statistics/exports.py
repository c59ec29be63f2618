"""The figures behind a page, and an empty sheet to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from dure.core.listing.workbooks import cell
from dure.core.naming import named

from .models import Observation


def workbook(observations: Iterable[Observation]) -> bytes:
    headings = [
        _("Industrial complex"),
        _("Year"),
        _("Measure"),
        _("Unit"),
        _("Coverage"),
        _("Industry"),
        _("Firm size"),
        _("Part"),
        _("Value"),
        _("First year"),
        _("Precision"),
        _("Source"),
        _("Synthetic"),
        _("Note"),
    ]
    return _book(_("Statistics"), headings, [_values(row) for row in observations])


def _values(row: Observation) -> Sequence[object]:
    return (
        named(row.complex),
        row.year,
        row.get_measure_display(),
        row.get_unit_display(),
        row.get_coverage_display(),
        row.industry.name if row.industry else None,
        row.get_size_band_display(),
        row.part.name if row.part else None,
        row.value,
        row.first_year,
        _("order of magnitude") if row.is_order_of_magnitude else None,
        row.source.said,
        _("synthetic") if row.source.is_synthetic else None,
        row.said,
    )


def _book(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for values in (headings, *rows):
        sheet.append([cell(sheet, value) for value in values])
    file = BytesIO()
    book.save(file)
    return file.getvalue()
