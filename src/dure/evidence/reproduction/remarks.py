"""Where the paper contradicts itself, and why a figure does not agree: found by arithmetic.

Nothing here is a list of known mistakes. Each remark is made only while the figures that it
speaks of are so, so that it stays true when a record or a printed figure changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.evidence.statistics.models import Measure

from . import rounding
from .cells import Cell, Found

HUNDRED = Decimal(100)
MEASURES = (Measure.PRODUCTION, Measure.EXPORTS, Measure.EMPLOYMENT)


@dataclass
class Remarks:
    notes: dict[Cell, list[str]] = field(default_factory=lambda: defaultdict(list))
    contradicted: set[Cell] = field(default_factory=set)

    def say(self, cells: Iterable[Cell], note: str) -> None:
        for cell in cells:
            self.notes[cell].append(note)


@dataclass(frozen=True)
class Sheet:
    """What is printed and what was computed, as numbers."""

    published: dict[Cell, Decimal]
    computed: dict[Cell, Decimal]

    def differs(self, cell: Cell) -> bool:
        shown, value = self.published.get(cell), self.computed.get(cell)
        return (
            shown is not None and value is not None and rounding.as_printed(value, shown) != shown
        )

    def cells(self, table: str, column: str, begins: str = "") -> list[Cell]:
        return [
            cell
            for cell in self.published
            if cell.table == table and cell.column == column and cell.row.startswith(begins)
        ]


def collect(published: dict[Cell, str], found: Found) -> Remarks:
    remarks = Remarks()
    sheet = Sheet(
        {c: n for c, text in published.items() if (n := rounding.number(text)) is not None},
        {c: one.value for c, one in found.items() if isinstance(one.value, Decimal)},
    )
    for remark in REMARKS:
        remark(sheet, remarks)
    return remarks


def _columns_of_shares(sheet: Sheet, remarks: Remarks) -> None:
    for table, begins, counts, shares in (
        ("table 4", "", "firms", "firms_pct"),
        ("table 4", "", "employment", "employment_pct"),
        ("table 5", "resident", "firms", "pct"),
        ("table 5", "operating", "firms", "pct"),
    ):
        cells = sheet.cells(table, shares, begins)
        wrong = [cell for cell in cells if sheet.differs(cell)]
        if wrong:
            _explain_column(sheet, remarks, cells, wrong, counts)


def _explain_column(
    sheet: Sheet, remarks: Remarks, cells: list[Cell], wrong: list[Cell], counts: str
) -> None:
    parts = {cell: sheet.published.get(cell._replace(column=counts)) for cell in cells}
    known = [(count, sheet.published[cell]) for cell, count in parts.items() if count is not None]
    whole = sum((count for count, _printed in known), Decimal())
    shown = sum((sheet.published[cell] for cell in cells), Decimal())
    ours = sum((rounding.tenths(sheet.computed.get(cell, Decimal())) for cell in cells), Decimal())
    fitting = rounding.totals_that_fit(known + _said_in_the_text(sheet, cells[0]))
    for cell in wrong:
        remarks.say(
            [cell],
            _("%(part)s of %(whole)s is %(share)s %%.")
            % {
                "part": _count(parts[cell]),
                "whole": _count(whole),
                "share": f"{sheet.computed[cell]:.2f}",
            },
        )
    if fitting:
        remarks.say(
            cells,
            _(
                "The printed shares make %(shown)s %% together. They were divided by %(fits)s, "
                "while the printed counts sum to %(whole)s."
            )
            % {"shown": shown, "fits": _range(fitting), "whole": _count(whole)},
        )
    elif shown == HUNDRED != ours:
        remarks.say(
            wrong,
            _("Adjusted in print so that the column makes 100: with our figure it makes %(ours)s.")
            % {"ours": ours},
        )


def _said_in_the_text(sheet: Sheet, cell: Cell) -> list[tuple[Decimal, Decimal]]:
    """The three smallest bands of table 5 together, of the same total."""
    count = sheet.published.get(UNDER_300)
    share = sheet.published.get(UNDER_300._replace(column="pct_of_operating"))
    if not cell.row.startswith("operating") or count is None or share is None:
        return []
    return [(count, share)]


def _shares_of_operating_firms(sheet: Sheet, remarks: Remarks) -> None:
    """The text's per cents show what they were divided by."""
    bands = sheet.cells("table 5", "firms", "operating")
    whole = sum((sheet.published[cell] for cell in bands), Decimal())
    for cell in sheet.cells("text", "pct_of_operating"):
        count = sheet.published.get(cell._replace(column="firms"))
        if cell.row == "operating under 50 2012":
            count = sheet.published.get(Cell("table 5", "operating under_50", "firms"))
        if count is None:
            continue
        note = _("It fits no total that is a whole number.")
        fits = rounding.totals_that_fit([(count, sheet.published[cell])])
        if fits and whole not in fits:
            note = _("It fits a total of %(fits)s; the counts of table 5 sum to %(whole)s.")
        elif fits:
            note = _("It fits a total of %(fits)s, so also %(whole)s, the sum of table 5's counts.")
        remarks.say([cell], note % {"fits": _range(fits), "whole": _count(whole)})


def _large_and_small(sheet: Sheet, remarks: Remarks) -> None:
    for large in sheet.cells("table 6", "large_pct"):
        small = large._replace(column="sme_pct")
        if small not in sheet.published:
            continue
        both = sheet.published[large] + sheet.published[small]
        remarks.say(
            [large, small],
            _("Only shares were published. Large and small together: %(sum)s.") % {"sum": both},
        )
        if both != HUNDRED:
            _explain_pair(sheet, remarks, large, small)


def _explain_pair(sheet: Sheet, remarks: Remarks, large: Cell, small: Cell) -> None:
    remarks.contradicted.add(small)
    remarks.say(
        [large, small],
        _("That is not 100: %(meant)s is meant for the small firms, the rest of %(large)s.")
        % {"meant": HUNDRED - sheet.published[large], "large": sheet.published[large]},
    )
    year = small.row.split()[-1]
    for measure in MEASURES:
        other = small._replace(row=f"{measure.value} {year}")
        if other != small and sheet.published.get(other) == sheet.published[small]:
            note = _("The row of %(row)s prints the same figure.")
            remarks.say([small], note % {"row": measure.label})


def _classed_otherwise(sheet: Sheet, remarks: Remarks) -> None:
    remarks.say(
        [cell for cell in sheet.published if cell[:2] == ("table 6", "employment 2008")],
        _(
            "The paper marks it: plants of LG and Samsung were put into other size classes that year."
        ),
    )


def _shares_of_industries(sheet: Sheet, remarks: Remarks) -> None:
    for year in ("2000", "2012"):
        cells = sheet.cells("figure 2", year)
        total = sum((sheet.published[cell] for cell in cells), Decimal())
        note = _("Only shares were published. The ten shares of %(year)s make %(sum)s.")
        remarks.say(cells, note % {"year": year, "sum": total})
        if total != HUNDRED:
            within = abs(total - HUNDRED) <= Decimal("0.05") * len(cells)
            remarks.say(
                cells, _("Rounding explains it.") if within else _("Rounding is too small.")
            )


def _the_text_against_the_tables(sheet: Sheet, remarks: Remarks) -> None:
    row = Cell("text", "production 2011", "trillion_krw")
    table = Cell("table 3", "2011", "production")
    if sheet.differs(row) and table in sheet.published:
        remarks.say(
            [row],
            _("Table 3 prints %(eok)s (100 million KRW): the text has slipped by a factor of ten.")
            % {"eok": _count(sheet.published[table])},
        )
    members = Cell("text", "mould mini-cluster after the merger 2007", "members")
    for year in ("2005", "2006", "2007"):
        there = Cell("table 8", year, "mould_members")
        if sheet.differs(members) and sheet.published.get(there) == sheet.published[members]:
            note = _("Table 8 prints this number for %(year)s, before the merger.")
            remarks.say([members], note % {"year": year})
    for name, year in (("before", "2006"), ("after", "2007")):
        cell = Cell("text", f"mini-clusters {name} the merger {year}", "mini_clusters")
        there = Cell("table 8", year, "mini_clusters")
        if sheet.differs(cell) and there in sheet.published:
            for known in sorted({"2005", year}):
                note = _("Table 8 prints %(n)s for %(year)s.")
                n = sheet.published.get(there._replace(row=known))
                remarks.say([cell], note % {"n": _count(n), "year": known})
    _founders(sheet, remarks)


def _founders(sheet: Sheet, remarks: Remarks) -> None:
    early = Cell("text", "joint-work company at its founding", "members")
    late = Cell("table 8", "joint-work company", "members")
    few, many = sheet.published.get(early), sheet.published.get(late)
    if few is not None and many is not None and few != many:
        remarks.say(
            [early, late],
            _(
                "The text names %(few)s founders, table 8 has %(many)s members without a year: "
                "the case takes it that the others joined later."
            )
            % {"few": few, "many": many},
        )


def _tables_against_each_other(sheet: Sheet, remarks: Remarks) -> None:
    """The same thing printed twice must be the same number."""
    first = [Cell("table 8", f"{n} mini-cluster", "members") for n in TWO_OF_2005]
    for one, others in (
        (Cell("table 3", "2010", "firms"), sheet.cells("table 4", "firms")),
        (Cell("table 3", "2010", "employment"), sheet.cells("table 4", "employment")),
        (Cell("table 3", "2012", "firms"), sheet.cells("table 5", "firms", "resident")),
        (
            Cell("table 8", "working groups 2007", "mould_participants"),
            sheet.cells("table 7", "members"),
        ),
        (Cell("table 8", "2005", "mould_members"), first),
        (
            Cell("table 8", "2007", "mould_members"),
            [Cell("table 8", "parts-materials-mould mini-cluster", "members")],
        ),
        (
            Cell("table 8", "working groups 2007", "mould_participants"),
            [Cell("table 8", "mould working groups", "members")],
        ),
        (Cell("text", "outcome 2010", "firms"), [Cell("table 8", "association", "members")]),
        (Cell("text", "outcome 2013-03", "firms"), [Cell("table 8", "cooperative", "members")]),
    ):
        total = sum((sheet.published.get(cell, Decimal()) for cell in others), Decimal())
        if one in sheet.published and total != sheet.published[one]:
            note = _("It is printed elsewhere as %(other)s (%(table)s).")
            remarks.say([one], note % {"other": total, "table": others[0].table})


def _count(value: Decimal | None) -> str:
    return "?" if value is None else f"{value:,f}"


def _range(numbers: range) -> str:
    if not numbers:
        return "-"
    first, last = numbers[0], numbers[-1]
    if first == last:
        return f"{first:,}"
    return _("%(first)s to %(last)s") % {"first": f"{first:,}", "last": f"{last:,}"}


UNDER_300 = Cell("text", "operating under 300 2012", "firms")
TWO_OF_2005 = ("industrial design and mould", "materials-parts-assembly")
REMARKS: tuple[Callable[[Sheet, Remarks], None], ...] = (
    _columns_of_shares,
    _shares_of_operating_firms,
    _large_and_small,
    _classed_otherwise,
    _shares_of_industries,
    _the_text_against_the_tables,
    _tables_against_each_other,
)
