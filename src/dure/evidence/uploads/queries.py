"""What an uploaded file would do: each row new, the same, a correction, or in error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from dure.core.files import kinds
from dure.evidence.statistics.models import (
    COUNTED_IN,
    SHARES,
    Coverage,
    Division,
    Measure,
    Observation,
    Precision,
    SizeBand,
    Source,
    StatisticalIndustry,
    StatisticalPart,
    Unit,
)

from . import sheets
from .models import Upload

LARGEST = Decimal(10) ** 14
Cell = tuple[object, ...]
Kind = TypeVar("Kind", bound=Division)


class Verdict(StrEnum):
    NEW = "new"
    SAME = "same"
    CORRECTION = "correction"
    ERROR = "error"


class Unreadable(Exception):
    """A cell says something that no figure can mean."""


@dataclass(frozen=True)
class Row:
    number: int
    verdict: Verdict
    said: sheets.Row
    figure: Observation | None = None
    known: Observation | None = None
    reason: str = ""

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


@dataclass
class Words:
    """What a cell may say for each thing: its code, its Korean and its English name."""

    measures: dict[str, str] = field(default_factory=lambda: _choices(Measure))
    units: dict[str, str] = field(default_factory=lambda: _choices(Unit))
    coverages: dict[str, str] = field(default_factory=lambda: _choices(Coverage))
    sizes: dict[str, str] = field(default_factory=lambda: _choices(SizeBand))
    precisions: dict[str, str] = field(default_factory=lambda: _choices(Precision))
    industries: dict[str, StatisticalIndustry] = field(
        default_factory=lambda: _divisions(StatisticalIndustry.objects.all())
    )
    parts: dict[str, StatisticalPart] = field(
        default_factory=lambda: _divisions(StatisticalPart.objects.all())
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
    return _row(number, said, figure, known.get(cell))


def _row(number: int, said: sheets.Row, figure: Observation, known: Observation | None) -> Row:
    if known is None:
        return Row(number, Verdict.NEW, said, figure)
    verdict = Verdict.SAME if known.value == figure.value else Verdict.CORRECTION
    return Row(number, verdict, said, figure, known)


def _figure(said: sheets.Row, words: Words, upload: Upload) -> Observation:
    measure = Measure(_word(said, "measure", words.measures, ""))
    unit = Unit(_word(said, "unit", words.units, COUNTED_IN[measure]))
    if unit not in SHARES and unit != COUNTED_IN[measure]:
        raise Unreadable(
            _("%(measure)s are not counted in this unit.") % {"measure": measure.label}
        )
    year = _year(said.get("year", ""))
    precision = _word(said, "precision", words.precisions, Precision.EXACT)
    return Observation(
        complex=upload.complex,
        year=year,
        first_year=_first_year(said.get("first_year", ""), year),
        measure=measure,
        unit=unit,
        coverage=_word(said, "coverage", words.coverages, Coverage.RESIDENT),
        size_band=_word(said, "size", words.sizes, SizeBand.ALL),
        industry=_division(said, "industry", words.industries),
        part=_division(said, "part", words.parts),
        value=_value(said.get("value", ""), unit),
        is_order_of_magnitude=precision == Precision.MAGNITUDE,
        note=said.get("note", "")[:300],
    )


def _word(said: sheets.Row, key: str, words: dict[str, str], default: str) -> str:
    text = said.get(key, "")
    if not text and default:
        return default
    if text.casefold() not in words:
        heading = sheets.heading(key)
        if not text:
            raise Unreadable(_("“%(heading)s” is empty.") % {"heading": heading})
        raise Unreadable(
            _("“%(text)s” is no word for “%(heading)s”. The template lists those that are.")
            % {"text": text, "heading": heading}
        )
    return words[text.casefold()]


def _division(said: sheets.Row, key: str, words: dict[str, Kind]) -> Kind | None:
    text = said.get(key, "")
    if text and text.casefold() not in words:
        raise Unreadable(_("There is no industry or part called “%(text)s”.") % {"text": text})
    return words[text.casefold()] if text else None


def _year(text: str) -> int:
    digits = text.removesuffix("년").strip()
    if not (digits.isascii() and digits.isdigit()) or not 1900 <= int(digits) <= 2200:
        raise Unreadable(_("“%(text)s” is no year.") % {"text": text})
    return int(digits)


def _first_year(text: str, last: int) -> int | None:
    """Of a sum over several years; nothing where there is one year only."""
    first = _year(text) if text else last
    if first > last:
        raise Unreadable(_("A period begins before its last year."))
    return first if first < last else None


def _value(text: str, unit: Unit) -> Decimal:
    plain = text.replace(",", "").removesuffix("%").strip()
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise Unreadable(_("“%(text)s” is no number.") % {"text": text}) from None
    if not value.is_finite() or not 0 <= value < LARGEST:
        raise Unreadable(_("“%(text)s” is no number that can be.") % {"text": text})
    if value != round(value, 3):
        raise Unreadable(_("Give at most three decimals."))
    if unit in SHARES and value > 100:
        raise Unreadable(_("A share cannot be more than the whole."))
    return value


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


def _choices(choices: type[models.TextChoices]) -> dict[str, str]:
    words = {value.casefold(): value for value in choices.values}
    for language in ("ko", "en"):
        with translation.override(language):
            words |= {str(one.label).casefold(): one.value for one in choices}
    return words


def _divisions(rows: Iterable[Kind]) -> dict[str, Kind]:
    return {
        name.casefold(): row
        for row in rows
        for name in (row.code, row.name_ko, row.name_en)
        if name
    }
