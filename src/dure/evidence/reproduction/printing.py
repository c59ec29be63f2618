"""The comparison as text for a terminal and as JSON for a machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

from django.utils.translation import gettext as _

from . import labels
from .cells import Value
from .comparison import AGREE, DIFFER, KEPT, OPEN, TABLES, Line, Report

MARKS = {AGREE: "=", KEPT: "~", DIFFER: "x", OPEN: "-"}
WIDTHS = (54, 38)


def as_json(lines: Iterable[Line]) -> str:
    return json.dumps([line.as_json for line in lines], ensure_ascii=False, indent=1)


def as_text(report: Report, tables: Iterable[str] = TABLES) -> Iterator[str]:
    published, computed = _("Published"), _("Computed")
    for table in tables:
        yield f"\n{labels.TABLES[table]}"
        yield f"    {'':{sum(WIDTHS)}}{_right(published)}{_right(computed)}"
        for line in report.of(table):
            words = labels.row(line.row), labels.column(line.column)
            place = "".join(_left(*one) for one in zip(words, WIDTHS, strict=True))
            values = _right(shown(line, line.published)) + _right(shown(line, line.computed))
            yield f"  {MARKS[line.verdict]} {place}{values}"
            if line.note:
                yield f"      {line.note}"
    yield ""
    yield from summary(report)
    yield ""
    yield from map(str, labels.LEGEND)


def summary(report: Report) -> Iterator[str]:
    yield _("%(agree)s figures agree, %(differ)s do not, %(open)s cannot be compared.") % {
        "agree": report.count(AGREE),
        "differ": report.count(DIFFER),
        "open": report.count(OPEN),
    }
    yield _(
        "Apart from these %(kept)s figures were entered from where they are printed and read back: "
        "they can only be as printed."
    ) % {"kept": report.count(KEPT)}
    yield _(
        "Of %(n)s recomputed shares, rounding half up gives %(up)s as printed, half to even "
        "%(even)s, cutting off %(cut)s."
    ) % {
        "n": report.n_shares,
        "up": report.habits["half up"],
        "even": report.habits["half to even"],
        "cut": report.habits["cut off"],
    }


def shown(line: Line, value: Value) -> str:
    if value is None:
        return "-"
    return str(labels.value(value, line.column))


def _left(text: str, width: int) -> str:
    return text + " " * max(1, width - _cells(text))


def _right(text: str, width: int = 16) -> str:
    return " " * max(1, width - _cells(text)) + text


def _cells(text: str) -> int:
    """How wide a terminal prints it: Korean letters take two cells."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
