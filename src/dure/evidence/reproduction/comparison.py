"""Each published figure beside the computed one. The only reader of what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from . import computing, queries, remarks, rounding
from .cells import Basis, Cell, Computed, Found, Value
from .published import printed
from .sheet import Remarks

TABLES = (
    "table 3",
    "table 4",
    "table 5",
    "table 6",
    "table 7",
    "table 8",
    "figure 2",
    "text",
)
AGREE, KEPT, DIFFER, OPEN = "agree", "kept", "differ", "open"
ABSENT = Computed(None, Basis.RECORDS, "")


@dataclass(frozen=True)
class Line:
    table: str
    row: str
    column: str
    published: Value
    computed: Value
    agrees: bool | None  # None: there is nothing to compare
    basis: Basis
    note: str
    is_kept: bool = False

    @property
    def verdict(self) -> str:
        """What is only compared with itself stands apart from what was computed and agrees."""
        if self.agrees is None:
            return OPEN
        if not self.agrees:
            return DIFFER
        return KEPT if self.is_kept else AGREE

    @property
    def as_json(self) -> dict[str, object]:
        return {
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "published": _plain(self.published),
            "computed": _plain(self.computed),
            "agrees": self.agrees,
            "basis": self.basis.value,
            "note": self.note,
        }


@dataclass(frozen=True)
class Report:
    lines: list[Line]
    habits: dict[str, int]
    n_shares: int

    def of(self, table: str) -> list[Line]:
        return [line for line in self.lines if line.table == table]

    def count(self, verdict: str) -> int:
        return sum(line.verdict == verdict for line in self.lines)


def report() -> Report | None:
    """The whole comparison, or nothing where the case is not loaded."""
    records = queries.read()
    return None if records is None else compare(printed(), computing.compute(records))


def compare(published: dict[Cell, str], found: Found) -> Report:
    said = remarks.collect(published, found)
    cells = [*published, *(cell for cell in found if cell not in published)]
    lines = [_line(cell, published.get(cell, ""), found, said) for cell in cells]
    shares = list(_shares(published, found))
    return Report(
        sorted(lines, key=lambda line: TABLES.index(line.table)),
        rounding.habits(shares),
        len(shares),
    )


def _line(cell: Cell, published: str, found: Found, said: Remarks) -> Line:
    computed = found.get(cell, ABSENT)
    value = _rounded(published, computed.value)
    agrees = False if cell in said.contradicted else _agrees(published, value)
    notes = [computed.note, *_read_back(computed, agrees), *said.notes.get(cell, [])]
    if not published:
        notes.append(_("Not legible in the copy that was used, or not given."))
    elif cell not in found:
        notes.append(_("No record of the case speaks of it: load the case again."))
    return Line(
        *cell,
        published=_number_or_words(published),
        computed=value,
        agrees=agrees,
        basis=computed.basis,
        note=" ".join(note for note in notes if note),
        is_kept=computed.is_kept,
    )


def _read_back(computed: Computed, agrees: bool | None) -> Iterator[str]:
    """What a figure is worth that is compared with the place that it was entered from."""
    if not computed.is_kept or agrees is None:
        return
    if agrees:
        yield _("Entered from here, for nothing else gives it: this shows only that it was kept.")
    else:
        yield _("Entered from here, but not as it is printed: correct the record.")


def _number_or_words(published: str) -> Value:
    number = rounding.number(published)
    return (published or None) if number is None else number


def _rounded(published: str, value: Value) -> Value:
    if not isinstance(value, Decimal):
        return value
    shown = rounding.number(published)
    if shown is not None:
        return rounding.as_printed(value, shown)
    return value if value == value.to_integral_value() else rounding.tenths(value)


def _agrees(published: str, value: Value) -> bool | None:
    if not published or value is None:
        return None
    return rounding.number(published) == value if isinstance(value, Decimal) else published == value


def _shares(published: dict[Cell, str], found: Found) -> Iterator[tuple[Decimal, Decimal]]:
    for cell, text in published.items():
        shown, computed = rounding.number(text), found.get(cell, ABSENT).value
        if "pct" in cell.column and shown is not None and isinstance(computed, Decimal):
            yield shown, computed


def _plain(value: Value) -> int | float | str | None:
    if not isinstance(value, Decimal):
        return value
    exponent = value.as_tuple().exponent
    return int(value) if value == value.to_integral_value() and exponent >= 0 else float(value)  # type: ignore[operator]
