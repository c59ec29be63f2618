"""What an uploaded file would do: each row new, the same, a correction, or in error."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from dure.core.files import kinds
from dure.evidence.statistics.models import Observation, Precision, SizeBand, Source

from . import reading, sheets
from .models import Upload
from .reading import Unreadable
from .vocabulary import Words

Cell = tuple[object, ...]


class Verdict(StrEnum):
    NEW = "new"
    SAME = "same"
    CORRECTION = "correction"
    ERROR = "error"


@dataclass(frozen=True)
class Row:
    number: int
    verdict: Verdict
    said: sheets.Row
    figure: Observation | None = None
    known: Observation | None = None
    reason: str = ""
    converted: str = ""  # what stands in the file, where the figure is kept in another unit

    @property
    def measure(self) -> str:
        """In the reader's language; what stands in the cell where nobody knows it."""
        return self.figure.get_measure_display() if self.figure else self.said.get("measure", "")

    @property
    def unit(self) -> str:
        return self.figure.get_unit_display() if self.figure else self.said.get("unit", "")

    @property
    def value(self) -> str:
        return _plain(self.figure.value) if self.figure else self.said.get("value", "")

    @property
    def year(self) -> str:
        """As it was understood; what stands in the cell where it was not."""
        if self.figure:
            return self.figure.period
        try:
            return str(reading.year(self.said.get("year", "")))
        except Unreadable:
            return self.said.get("year", "")

    @property
    def before(self) -> str:
        """What a correction replaces."""
        is_other = self.known is not None and self.verdict is Verdict.CORRECTION
        return _plain(self.known.value) if is_other and self.known else ""

    @property
    def of_what(self) -> str:
        """The firms, industry, size and part that the figure speaks of."""
        if self.figure is None:
            said = (self.said.get(key, "") for key in ("coverage", "industry", "size", "part"))
            return " · ".join(text for text in said if text)
        divisions = [one.name for one in (self.figure.industry, self.figure.part) if one]
        return " · ".join(
            [
                self.figure.get_coverage_display(),
                *divisions,
                self.figure.get_size_band_display(),
            ]
        )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def rows(upload: Upload) -> list[Row]:
    """Every row of the file as it would be written now."""
    is_workbook = upload.file.content_type == kinds.XLSX.content_type
    words = Words()
    known = _known(upload)
    seen: dict[Cell, int] = {}
    return [
        _read(number, said, words=words, upload=upload, known=known, seen=seen)
        for number, said in sheets.read(upload.file.path, is_workbook=is_workbook)
    ]


def _read(
    number: int,
    said: sheets.Row,
    *,
    words: Words,
    upload: Upload,
    known: dict[Cell, Observation],
    seen: dict[Cell, int],
) -> Row:
    try:
        figure = _figure(said, words, upload)
    except Unreadable as error:
        return Row(number, Verdict.ERROR, said, reason=str(error))
    cell = _cell(figure)
    if cell in seen:
        reason = _("Row %(row)s gives this figure already.") % {"row": seen[cell]}
        return Row(number, Verdict.ERROR, said, reason=reason)
    seen[cell] = number
    row = _row(number, said, figure, known.get(cell))
    return replace(row, converted=reading.other_unit(said, words))


def _row(number: int, said: sheets.Row, figure: Observation, known: Observation | None) -> Row:
    if known is None:
        return Row(number, Verdict.NEW, said, figure)
    verdict = Verdict.SAME if known.value == figure.value else Verdict.CORRECTION
    return Row(number, verdict, said, figure, known)


def _figure(said: sheets.Row, words: Words, upload: Upload) -> Observation:
    reading.refuse_formulas(said)
    measure, unit, times = reading.measure_and_unit(said, words)
    year = reading.year(said.get("year", ""))
    precision = reading.word(said, "precision", words.precisions, Precision.EXACT)
    return Observation(
        complex=upload.complex,
        year=year,
        first_year=reading.first_year(said.get("first_year", ""), year),
        measure=measure,
        unit=unit,
        coverage=reading.coverage(said, words),
        size_band=reading.word(said, "size", words.sizes, SizeBand.ALL),
        industry=reading.division(said, "industry", words.industries),
        part=reading.division(said, "part", words.parts),
        value=reading.value(said.get("value", ""), unit, times),
        is_order_of_magnitude=precision == Precision.MAGNITUDE,
        note=said.get("note", "")[:300],
    )


def _known(upload: Upload) -> dict[Cell, Observation]:
    source = Source.objects.filter(citation=upload.source).first()
    figures = Observation.objects.filter(complex=upload.complex, source=source)
    return {_cell(figure): figure for figure in figures} if source else {}


def _cell(figure: Observation) -> Cell:
    return (
        figure.first_year,
        figure.year,
        str(figure.measure),
        str(figure.unit),
        str(figure.coverage),
        figure.industry_id,
        str(figure.size_band),
        figure.part_id,
    )
