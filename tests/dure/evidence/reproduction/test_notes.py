"""Every number in a note, recomputed apart, while print and records move one by one."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.utils import translation

from dure.creation.models import Outcome
from dure.evidence.models import Observation
from dure.evidence.reproduction import comparison, computing, definition, published, queries
from dure.evidence.reproduction.cells import Cell

pytestmark = pytest.mark.django_db
N = r"([\d,]+(?:\.\d+)?)"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def number(text):
    return Decimal(text.replace(",", ""))


def rounded(value, places):
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


class Paper:
    """Both sides as numbers, to recompute what a note states."""

    def __init__(self, report):
        self.lines = {Cell(line.table, line.row, line.column): line for line in report.lines}

    def side(self, name, table, column, begins=""):
        return {
            cell: value
            for cell, line in self.lines.items()
            if cell.table == table and cell.column == column and cell.row.startswith(begins)
            if isinstance(value := getattr(line, name), Decimal)
        }

    def printed(self, *place):
        line = self.lines.get(Cell(*place))
        return line.published if line else None

    def column(self, cell):
        return cell.row.split()[0] if cell.table == "table 5" else ""

    def counts_of(self, cell):
        column = "firms" if cell.column == "pct" else cell.column.removesuffix("_pct")
        return cell._replace(column=column)

    def check(self):
        said = Counter()
        for cell, line in self.lines.items():
            for pattern, test in CHECKS.items():
                for found in re.finditer(pattern, line.note):
                    test(self, cell, *found.groups())
                    said[pattern] += 1
        return said


def share_of_records(paper, cell, part, whole, share):
    counts = paper.counts_of(cell)
    ours = paper.side("computed", cell.table, counts.column, paper.column(cell))
    assert (number(part), number(whole)) == (ours[counts], sum(ours.values())), cell
    assert number(share) == rounded(number(part) * 100 / number(whole), 2), cell


def print_divided_by_another_whole(paper, cell, shown, fits, whole):
    counts = paper.counts_of(cell)
    theirs = paper.side("published", cell.table, counts.column, paper.column(cell))
    shares = paper.side("published", cell.table, cell.column, paper.column(cell))
    assert number(shown) == sum(shares.values())
    assert number(whole) == sum(theirs.values())
    for total in map(number, fits.split(" to ")):
        for one, share in shares.items():
            assert abs(theirs[paper.counts_of(one)] * 100 / total - share) <= Decimal("0.05")
        assert total != number(whole)


def print_adjusted(paper, cell, total):
    counts = paper.counts_of(cell)
    theirs = paper.side("published", cell.table, counts.column, paper.column(cell))
    shares = paper.side("published", cell.table, cell.column, paper.column(cell))
    whole = sum(theirs.values())
    assert sum(shares.values()) == 100
    assert number(total) == sum(rounded(n * 100 / whole, 1) for n in theirs.values()) != 100
    assert rounded(theirs[counts] * 100 / whole, 1) != shares[cell]


def print_fits_print(paper, cell):
    counts = paper.counts_of(cell)
    theirs = paper.side("published", cell.table, counts.column, paper.column(cell))
    whole = sum(theirs.values())
    assert rounded(theirs[counts] * 100 / whole, 1) == paper.lines[cell].published
    assert paper.side("computed", cell.table, counts.column, paper.column(cell)) != theirs


def fits_a_total(paper, cell, fits, whole):
    theirs = paper.side("published", "table 5", "firms", "operating")
    assert number(whole) == sum(theirs.values())
    count = paper.printed("text", cell.row, "firms")
    if cell.row == "operating under 50 2012":
        count = theirs[Cell("table 5", "operating under_50", "firms")]
    for total in map(number, fits.split(" to ")):
        assert abs(count * 100 / total - paper.lines[cell].published) <= Decimal("0.05")


def large_and_small(paper, cell, both):
    pair = [paper.printed(cell.table, cell.row, f"{size}_pct") for size in ("large", "sme")]
    assert number(both) == sum(pair)


def rest_of_large(paper, cell, meant, large):
    assert number(large) == paper.printed(cell.table, cell.row, "large_pct")
    assert number(meant) == 100 - number(large)


def ten_shares(paper, cell, year, total):
    assert year == cell.column
    assert number(total) == sum(paper.side("published", "figure 2", year).values())


def slipped(paper, cell, eok):
    assert number(eok) == paper.printed("table 3", "2011", "production")
    assert rounded(number(eok) / 100_000, 1) == paper.lines[cell].published


def in_trillions(paper, cell, eok, trillion):
    assert number(eok) == paper.printed("table 3", "2011", "production")
    assert number(trillion) == rounded(number(eok) / 10_000, 1) != paper.lines[cell].published


def table_8_prints(paper, cell, n, year):
    assert number(n) == paper.printed("table 8", year, cell.column)


def before_the_merger(paper, cell, year):
    assert paper.printed("table 8", year, "mould_members") == paper.lines[cell].published
    assert int(year) < definition.MERGER


def founders(paper, cell, few, many):
    assert number(few) == paper.printed("text", "joint-work company at its founding", "members")
    assert number(many) == paper.printed("table 8", "joint-work company", "members")


def elsewhere(paper, cell, other, table):
    assert number(other) in {line.published for c, line in paper.lines.items() if c.table == table}
    assert number(other) != paper.lines[cell].published


def parts_elsewhere(paper, cell, table, other):
    assert number(other) != paper.lines[cell].published
    columns = {"members", cell.column}
    begins = {"table 5": "resident", "table 7": "", "table 4": ""}.get(table)
    parts = [
        sum(paper.side("published", table, column, begins or "").values())
        for column in columns
        if begins is not None
    ]
    assert table == "table 8" or number(other) in parts


def groups_of(paper, cell, part, whole):
    line = paper.lines[cell]
    assert line.computed == rounded(number(part) * 100 / number(whole), 1)


def of_the_nation(paper, cell, total):
    measure = cell.column
    ours = Observation.objects.filter(measure=measure, year=2011, industry=None)
    assert ours.count() == 2  # the count and the share of it
    assert paper.moved is not None or number(total) == rounded(
        ours.get(unit__in=("eok_krw", "million_usd", "persons")).value
        * 100
        / ours.get(unit="percent_of_nation").value,
        0,
    )


def outcome_says(paper, cell, n):
    assert number(n) != paper.lines[cell].computed


def kept_wrong(paper, cell):
    assert paper.lines[cell].agrees is False


def kept(paper, cell):
    assert paper.lines[cell].agrees is True


CHECKS = {
    rf"{N} of {N} is {N} %": share_of_records,
    rf"shares make {N} % together. They were divided by (.+?), while .+? sum to {N}\.": (
        print_divided_by_another_whole
    ),
    rf"shares of the printed counts it makes {N}\.": print_adjusted,
    r"The printed share fits the printed counts": print_fits_print,
    rf"It fits a total of (.+?)[;,] .+?{N}[.,]": fits_a_total,
    rf"Large and small together: {N}\.": large_and_small,
    rf"not 100: {N} is meant for the small firms, the rest of {N}\.": rest_of_large,
    rf"The ten shares of (\d+) make {N}\.": ten_shares,
    rf"Table 3 prints {N} \(100 million KRW\): the text": slipped,
    rf"Table 3 prints {N} \(100 million KRW\), which is {N} trillion": in_trillions,
    rf"Table 8 prints {N} for (\d+)\.": table_8_prints,
    r"Table 8 prints this number for (\d+), before": before_the_merger,
    rf"names {N} founders, table 8 has {N} members": founders,
    rf"printed elsewhere as {N} \((.+?)\)": elsewhere,
    rf"parts that (table \d) prints make {N}\.": parts_elsewhere,
    rf"{N} of {N} groups": groups_of,
    rf"means {N} for all complexes": of_the_nation,
    rf"The recorded outcome says {N}\.": outcome_says,
    r"not as it is printed: correct": kept_wrong,
    r"this shows only that it was kept": kept,
}


def checked(printed, found, moved=None):
    paper = Paper(comparison.compare(printed, found))
    paper.moved = moved
    return paper.check()


def test_every_note_holds_as_it_stands(case):
    said = checked(published.printed(), computing.compute(queries.read()))

    assert sum(said.values()) > 100


def test_every_note_holds_whichever_printed_figure_moves(case):
    printed, found = published.printed(), computing.compute(queries.read())
    said = Counter()

    for cell, text in printed.items():
        for step in (-1, 1):
            if re.fullmatch(r"[\d.]+", text) and Decimal(text) + step >= 0:
                said += checked({**printed, cell: str(Decimal(text) + step)}, found)

    assert set(CHECKS) - set(said) <= {
        r"The printed share fits the printed counts",
        rf"The recorded outcome says {N}\.",
    }


def moves(records):
    """The records with one of them moved by one."""
    for key, value in records.figures.items():
        for step in (-1, 1):
            if value + step >= 0:
                yield (
                    key,
                    dataclasses.replace(records, figures={**records.figures, key: value + step}),
                )
    for place in {period: n for n, period in enumerate(records.memberships)}.values():
        rest = [one for n, one in enumerate(records.memberships) if n != place]
        yield place, dataclasses.replace(records, memberships=rest)
    for group in records.groups:
        rest = [one for one in records.groups if one is not group]
        yield group, dataclasses.replace(records, groups=rest)


def test_every_note_holds_whichever_record_moves(case):
    printed, said = published.printed(), Counter()

    for moved, records in moves(queries.read()):
        said += checked(printed, computing.compute(records), moved)

    assert said[r"The printed share fits the printed counts"]
    assert said[rf"The recorded outcome says {N}\."]


def test_a_count_of_founders_moves_with_a_member_and_not_with_the_outcome(case):
    cell = Cell("text", "outcome 2010", "firms")
    before = Paper(comparison.report()).lines[cell]
    Outcome.objects.filter(n_firms=80).update(n_firms=81)

    after = Paper(comparison.report()).lines[cell]

    assert (before.computed, before.verdict, before.basis) == (80, "agree", "records")
    assert "Counted from the memberships on the day of founding." in before.note
    assert after.computed == 80
    assert "The recorded outcome says 81." in after.note


def test_what_the_outcome_alone_tells_says_so(case):
    line = Paper(comparison.report()).lines[Cell("text", "outcome 2012-03-15", "firms")]

    assert (line.computed, line.verdict) == (18, "kept")
    assert "Read from the recorded outcome" in line.note


def test_about_in_the_paper_is_told(case):
    line = Paper(comparison.report()).lines[Cell("text", "network costs out of dues 2012", "won")]

    assert "The paper says “about”." in line.note
