"""Where the paper says the same thing twice, and otherwise. Print is held against print alone."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import rounding
from .cells import Cell
from .sheet import Remarks, Sheet, told

EOK_IN_A_TRILLION = 10_000
TWO_OF_2005 = ("industrial design and mould", "materials-parts-assembly")
PLACES = {
    "table 4": gettext_lazy("table 4"),
    "table 5": gettext_lazy("table 5"),
    "table 7": gettext_lazy("table 7"),
    "table 8": gettext_lazy("table 8"),
}


def said_as_about(sheet: Sheet, remarks: Remarks) -> None:
    cell = Cell("text", "network costs out of dues 2012", "won")
    remarks.say([cell] if cell in sheet.published else [], _("The paper says “about”."))


def the_text_against_the_tables(sheet: Sheet, remarks: Remarks) -> None:
    _production(sheet, remarks)
    _members_after_the_merger(sheet, remarks)
    for name, year in (("before", "2006"), ("after", "2007")):
        cell = Cell("text", f"mini-clusters {name} the merger {year}", "mini_clusters")
        there = Cell("table 8", year, "mini_clusters")
        if sheet.contradict(cell, there):
            for known in sorted({"2005", year}):
                note = _("Table 8 prints %(n)s for %(year)s.")
                n = sheet.published.get(there._replace(row=known))
                remarks.say([cell], note % {"n": told(n), "year": known})
    _founders(sheet, remarks)


def _production(sheet: Sheet, remarks: Remarks) -> None:
    cell = Cell("text", "production 2011", "trillion_krw")
    said = sheet.published.get(cell)
    table = sheet.published.get(Cell("table 3", "2011", "production"))
    if said is None or table is None:
        return
    trillions = table / EOK_IN_A_TRILLION
    if rounding.as_printed(trillions, said) == said:
        return
    note = _("Table 3 prints %(eok)s (100 million KRW), which is %(trillion)s trillion KRW.")
    if rounding.as_printed(trillions / 10, said) == said:
        note = _(
            "Table 3 prints %(eok)s (100 million KRW): the text has slipped by a factor of ten."
        )
    remarks.say([cell], note % {"eok": told(table), "trillion": f"{rounding.tenths(trillions)}"})


def _members_after_the_merger(sheet: Sheet, remarks: Remarks) -> None:
    cell = Cell("text", "mould mini-cluster after the merger 2007", "members")
    if not sheet.contradict(cell, Cell("table 8", "2007", "mould_members")):
        return
    for year in ("2005", "2006"):
        if sheet.published.get(Cell("table 8", year, "mould_members")) == sheet.published[cell]:
            note = _("Table 8 prints this number for %(year)s, before the merger.")
            remarks.say([cell], note % {"year": year})


def _founders(sheet: Sheet, remarks: Remarks) -> None:
    early = Cell("text", "joint-work company at its founding", "members")
    late = Cell("table 8", "joint-work company", "members")
    if not sheet.contradict(early, late):
        return
    few, many = sheet.published[early], sheet.published[late]
    note = _("The text names %(few)s founders, table 8 has %(many)s members without a year.")
    if few < many:
        note = _(
            "The text names %(few)s founders, table 8 has %(many)s members without a year: "
            "the case takes it that the others joined later."
        )
    remarks.say([early, late], note % {"few": few, "many": many})


def tables_against_each_other(sheet: Sheet, remarks: Remarks) -> None:
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
        known = [sheet.published[cell] for cell in others if cell in sheet.published]
        total = sum(known, Decimal())
        if one not in sheet.published or len(known) != len(others) or not known:
            continue
        if total != sheet.published[one]:
            note = _("It is printed elsewhere as %(other)s (%(table)s).")
            if len(known) > 1:
                note = _("The parts that %(table)s prints make %(other)s.")
            table = PLACES[others[0].table]
            remarks.say([one], note % {"other": told(total), "table": table})
