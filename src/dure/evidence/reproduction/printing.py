"""The comparison as text for a terminal and as JSON for a machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from .cells import Value
from .comparison import AGREE, DIFFER, KEPT, OPEN, TABLES, Line, Report

MARKS = {AGREE: "=", KEPT: "~", DIFFER: "x", OPEN: "-"}
WIDTHS = (44, 24)
YEARS = {"founded", "ended", "year", "lot_number"}


def as_json(lines: Iterable[Line]) -> str:
    return json.dumps([line.as_json for line in lines], ensure_ascii=False, indent=1)


def as_text(report: Report, tables: Iterable[str] = TABLES) -> Iterator[str]:
    published, computed = _("Published"), _("Computed")
    for table in tables:
        yield f"\n{table}"
        yield f"    {'':{sum(WIDTHS)}}{published:>16}{computed:>16}"
        for line in report.of(table):
            place = f"{line.row:{WIDTHS[0]}}{line.column:{WIDTHS[1]}}"
            yield f"  {MARKS[line.verdict]} {place}{shown(line, line.published):>16}{shown(line, line.computed):>16}"
            if line.note:
                yield f"      {line.note}"
    yield ""
    yield from summary(report)


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
    if isinstance(value, str):
        return value
    return str(value) if line.column in YEARS else f"{value:,f}"
