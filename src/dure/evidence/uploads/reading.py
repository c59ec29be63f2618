"""What a cell says, as a year, a word, a number; or a sentence why it can mean no figure."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import gettext as _

from dure.evidence.statistics.models import (
    COUNTED_IN,
    SHARES,
    Coverage,
    Measure,
    Unit,
)

from . import sheets
from .vocabulary import COVERAGES, Kind, Words, factor, squeezed, without_brackets

LARGEST = Decimal(10) ** 14
EARLIEST = 1900
WHOLE = {
    Unit.FIRMS,
    Unit.PERSONS,
    Unit.GROUPS,
    Unit.ORGANISATIONS,
    Unit.ACTIVITIES,
    Unit.TASKS,
}
YEAR = re.compile(
    r"(?:fy)?(?:(\d{4})|['’‘](\d{2}))(?:년도?|회계연도)?(?:말|기준)?"  # noqa: RUF001
    r"(?:(?:[.\-/]|(?<=년))(?:0?[1-9]|1[0-2])(?:월말?)?"
    r"(?:(?:[.\-/]|(?<=월))(?:[0-2]?\d|3[01])일?)?)?\.?",
    re.ASCII,
)
NUMBER = re.compile(r"\d+(?:\.\d*)?|\d{1,3}(?:,\d{3})+(?:\.\d*)?", re.ASCII)


class Unreadable(Exception):
    """A cell says something that no figure can mean."""


def refuse_formulas(said: sheets.Row) -> None:
    for key, text in said.items():
        if text.startswith("=") and key != "note":
            raise Unreadable(
                _(
                    "“%(text)s” is a formula without a value. Open the file in Excel, save it and "
                    "upload it again, or type the number itself."
                )
                % {"text": text}
            )


def measure_and_unit(said: sheets.Row, words: Words) -> tuple[Measure, Unit, Decimal]:
    """The measure, the unit that it is kept in, and by what a figure is multiplied for that."""
    text, in_brackets = said.get("measure", ""), ""
    if squeezed(text) not in words.measures:
        text, in_brackets = without_brackets(text)
    measure = Measure(word({**said, "measure": text}, "measure", words.measures, ""))
    unit_said = said.get("unit", "") or in_brackets
    if (times := factor(unit_said, measure)) is not None:
        return measure, COUNTED_IN[measure], times
    unit = Unit(word({**said, "unit": unit_said}, "unit", words.units, COUNTED_IN[measure]))
    if unit not in SHARES and unit != COUNTED_IN[measure]:
        raise Unreadable(
            _("%(measure)s are not counted in this unit.") % {"measure": measure.label}
        )
    return measure, unit, Decimal(1)


def other_unit(said: sheets.Row, words: Words) -> str:
    """The figure as the file gives it, where it was converted."""
    _measure, _unit, times = measure_and_unit(said, words)
    if times == 1:
        return ""
    unit = said.get("unit") or without_brackets(said.get("measure", ""))[1]
    return f"{said.get('value', '')} {unit}"


def coverage(said: sheets.Row, words: Words) -> str:
    """What is said, or what the measure's word means: 가동업체 are those that operate."""
    name = squeezed(without_brackets(said.get("measure", ""))[0])
    meant = next((code for code, known in COVERAGES.items() if name in known.split()), None)
    found = word(said, "coverage", words.coverages, meant or Coverage.RESIDENT)
    if meant and found != meant:
        raise Unreadable(
            _("“%(text)s” means “%(meant)s”, the coverage says otherwise.")
            % {"text": said.get("measure", ""), "meant": meant.label}
        )
    return found


def word(said: sheets.Row, key: str, words: dict[str, str], default: str) -> str:
    text = said.get(key, "")
    if not text and default:
        return default
    if squeezed(text) not in words:
        heading = sheets.heading(key)
        if not text:
            raise Unreadable(_("“%(heading)s” is empty.") % {"heading": heading})
        raise Unreadable(
            _("“%(text)s” is no word for “%(heading)s”. The template lists those that are.")
            % {"text": text, "heading": heading}
        )
    return words[squeezed(text)]


def division(said: sheets.Row, key: str, words: dict[str, Kind]) -> Kind | None:
    text = said.get(key, "")
    if text and squeezed(text) not in words:
        raise Unreadable(_("There is no industry or part called “%(text)s”.") % {"text": text})
    return words[squeezed(text)] if text else None


def year(text: str) -> int:
    """2013, 2013년, '13, 2013.12, FY2013."""
    now = timezone.localdate().year
    found = YEAR.fullmatch(squeezed(text))
    if found is None:
        raise Unreadable(_("“%(text)s” is no year.") % {"text": text})
    read = int(found[1]) if found[1] else 2000 + int(found[2])
    if found[2] and read > now + 1:
        read -= 100
    if read < EARLIEST:
        raise Unreadable(_("“%(text)s” is no year.") % {"text": text})
    if read > now + 1:
        raise Unreadable(_("“%(text)s” is in the future.") % {"text": text})
    return read


def first_year(text: str, last: int) -> int | None:
    """Of a sum over several years; nothing where there is one year only."""
    first = year(text) if text else last
    if first > last:
        raise Unreadable(_("A period begins before its last year."))
    return first if first < last else None


def value(text: str, unit: Unit, times: Decimal = Decimal(1)) -> Decimal:
    read = _number(text) * times
    if not 0 <= read < LARGEST:
        raise Unreadable(_("“%(text)s” is no number that can be.") % {"text": text})
    if read != round(read, 3):
        if times == 1:
            raise Unreadable(_("Give at most three decimals."))
        raise Unreadable(
            _("It is %(value)s (%(unit)s): more than three decimals. Round it in the file.")
            % {"value": f"{read.normalize():,f}", "unit": unit.label}
        )
    if unit in SHARES and read > 100:
        raise Unreadable(_("A share cannot be more than the whole."))
    if unit in WHOLE and read != read.to_integral_value():
        raise Unreadable(
            _("“%(text)s”: these are counted in whole numbers (%(unit)s).")
            % {"text": text, "unit": unit.label}
        )
    return read


def _number(text: str) -> Decimal:
    plain = text.removesuffix("%").strip()
    if "," in plain and not NUMBER.fullmatch(plain.removeprefix("-")):
        raise Unreadable(
            _("“%(text)s”: a comma parts thousands (1,234), decimals follow a point (12.34).")
            % {"text": text}
        )
    try:
        read = Decimal(plain.replace(",", ""))
    except InvalidOperation:
        raise Unreadable(_("“%(text)s” is no number.") % {"text": text}) from None
    if not read.is_finite() or abs(read) >= LARGEST**2:
        raise Unreadable(_("“%(text)s” is no number that can be.") % {"text": text})
    return read
