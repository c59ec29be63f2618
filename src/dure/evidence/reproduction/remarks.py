"""Where the paper contradicts itself, and why a figure does not agree: found by arithmetic.

Nothing here is a list of known mistakes. Each remark is made only while the figures that it
speaks of are so, so that it stays true when a record or a printed figure changes.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.evidence.statistics.models import Measure

from . import contradictions, rounding
from .cells import Cell, Found
from .sheet import Remarks, Sheet, span, told

HUNDRED = Decimal(100)
MEASURES = (Measure.PRODUCTION, Measure.EXPORTS, Measure.EMPLOYMENT)


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
    """Our share from our counts; why print has another one, from what is printed alone."""
    recorded = {cell: sheet.computed.get(cell._replace(column=counts)) for cell in cells}
    ours = sum((count for count in recorded.values() if count is not None), Decimal())
    for cell in wrong:
        remarks.say(
            [cell],
            _("%(part)s of %(whole)s is %(share)s %%.")
            % {
                "part": told(recorded[cell]),
                "whole": told(ours),
                "share": f"{sheet.computed[cell]:.2f}",
            },
        )
    printed = {cell: sheet.published.get(cell._replace(column=counts)) for cell in cells}
    known = {cell: count for cell, count in printed.items() if count is not None}
    if len(known) == len(cells):
        _explain_print(sheet, remarks, known, wrong)


def _explain_print(
    sheet: Sheet, remarks: Remarks, counts: dict[Cell, Decimal], wrong: list[Cell]
) -> None:
    shares = {cell: sheet.published[cell] for cell in counts}
    whole, shown = sum(counts.values(), Decimal()), sum(shares.values(), Decimal())
    if not whole:
        return
    first = next(iter(counts))
    fitting = rounding.totals_that_fit(
        [(counts[cell], shares[cell]) for cell in counts] + _said_in_the_text(sheet, first)
    )
    fresh = {cell: rounding.tenths(count * HUNDRED / whole) for cell, count in counts.items()}
    total = sum(fresh.values(), Decimal())
    if fitting and whole not in fitting:
        note = _(
            "The printed shares make %(shown)s %% together. They were divided by %(fits)s, "
            "while the printed counts sum to %(whole)s."
        )
        fits = {"shown": shown, "fits": span(fitting), "whole": told(whole)}
        remarks.say(counts, note % fits)
        return
    same = [cell for cell in wrong if fresh[cell] == shares[cell]]
    remarks.say(same, _("The printed share fits the printed counts: the records have others."))
    if shown == HUNDRED != total:
        note = _(
            "Adjusted in print so that the column makes 100: with the shares of the printed "
            "counts it makes %(total)s."
        )
        remarks.say([cell for cell in wrong if cell not in same], note % {"total": total})


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
        remarks.say([cell], note % {"fits": span(fits), "whole": told(whole)})


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


UNDER_300 = Cell("text", "operating under 300 2012", "firms")
REMARKS: tuple[Callable[[Sheet, Remarks], None], ...] = (
    _columns_of_shares,
    _shares_of_operating_firms,
    _large_and_small,
    _classed_otherwise,
    contradictions.said_as_about,
    _shares_of_industries,
    contradictions.the_text_against_the_tables,
    contradictions.tables_against_each_other,
)
