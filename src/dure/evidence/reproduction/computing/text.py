"""What the sections and notes of the paper say in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.creation.models import Outcome
from dure.evidence.reproduction import definition
from dure.evidence.reproduction.cells import Basis, Cell, Computed, Found
from dure.evidence.reproduction.definition import year_end
from dure.evidence.reproduction.queries import Records

from .arithmetic import kept, percent, total
from .statistics import by_size

EOK_IN_A_TRILLION = 10_000
FAR = 3  # times, between the shares of one complex
OUTCOMES = [
    "2008-03-25",
    "2008-09",
    "2008-11",
    "2009-10",
    "2010-07",
    "2010",
    "2010-09",
    "2011-11-02",
    "2012-03-15",
    "2012",
    "2013-03",
]
DUES = {"network costs out of dues": "network-costs", "dues of a member": "dues-member"}
ENDS = ("least", "most")
SAID = {  # what an outcome says in words
    ("2012-03-15", "contracts"): r"계약 (\d+)건",
    ("2011-11-02", "until"): r"11월 2-(\d+)일",
    ("2012", "lot_number"): r"공단동 (\d+)번지",
    ("2012", "lots"): r"(\d+)필지",
    ("2012", "area_m2"): r"([\d,]+) ?m²",
}
Cells = Iterator[tuple[Cell, Computed]]


def compute(records: Records) -> Found:
    return (
        dict(_land(records))
        | dict(_of_the_nation(records))
        | dict(_operating(records))
        | dict(_networks(records))
        | dict(_rules(records))
        | dict(_outcomes(records))
    )


def _text(row: str, column: str) -> Cell:
    return Cell("text", row, column)


def _land(records: Records) -> Cells:
    uses = {use: records.figure("land", 2012, part=f"land-{use}") for use in definition.LAND}
    note = _("The sum of the four uses of land.")
    yield _text("land 2012", "total"), Computed(total(uses.values()), Basis.COUNTS, note)
    for use, value in uses.items():
        yield _text("land 2012", use), kept(value)


def _of_the_nation(records: Records) -> Cells:
    output = records.figure("production", 2011, unit="percent_of_nation")
    for measure in ("production", "exports", "employment"):
        share = records.figure(measure, 2011, unit="percent_of_nation")
        ours, note = records.figure(measure, 2011), ""
        if share and ours:
            note = _(
                "No figure of the nation is recorded. With the complex's own recorded figure the "
                "share means %(total)s for all complexes of the nation."
            ) % {"total": f"{ours * 100 / share:,.0f}"}
        if measure == "employment" and share and output and output / share >= FAR:
            note += " " + _implausible(output, share)
        yield _text("share of the nation 2011", measure), Computed(None, Basis.SHARES, note)


def _implausible(output: Decimal, share: Decimal) -> str:
    return _(
        "Beside %(output)s %% of production it means that a person here makes %(times)s times as "
        "much as in the nation's complexes on average. That is implausible, but nothing printed "
        "decides whether it is a slip or a share of another whole."
    ) % {"output": f"{output:.1f}", "times": f"{output / share:.1f}"}


def _operating(records: Records) -> Cells:
    bands = by_size(records, "operating")
    whole = total(bands.values())
    under_300 = total(bands[band] for band in definition.UNDER_300)
    suppliers = []
    for name, code in definition.CUSTOMERS.items():
        count = records.figure("suppliers", 2012, coverage="operating", part=code)
        suppliers.append(count)
        row = f"suppliers of {name} 2012"
        yield _text(row, "firms"), kept(count)
        yield _text(row, "pct_of_operating"), Computed(percent(count, whole), Basis.COUNTS)
    both = _("True only if no firm supplies both groups: then it would be counted twice.")
    sums = _("The sum of three bands of table 5.")
    for row, column, value, note in (
        ("suppliers of both 2012", "pct_of_operating", percent(total(suppliers), whole), both),
        ("operating under 300 2012", "firms", under_300, sums),
        ("operating under 300 2012", "pct_of_operating", percent(under_300, whole), ""),
        ("operating under 50 2012", "pct_of_operating", percent(bands["under_50"], whole), ""),
    ):
        yield _text(row, column), Computed(value, Basis.COUNTS, note)


def _networks(records: Records) -> Cells:
    for year in (2007, 2012):
        on = year_end(year)
        mould, groups = len(records.mould_working_groups(on)), len(records.working_groups(on))
        note = _("%(part)s of %(whole)s groups.") % {"part": mould, "whole": groups}
        yield (
            _text(f"mould working groups {year}", "pct_of_working_groups"),
            Computed(percent(mould, groups), Basis.RECORDS, note),
        )
    production = records.figure("production", 2011)
    yield (
        _text("production 2011", "trillion_krw"),
        Computed(production / EOK_IN_A_TRILLION if production else None, Basis.COUNTS),
    )
    on = year_end(definition.MERGER)
    mould_groups = [g for g in records.mini_clusters(on) if g.name_ko in definition.MOULD]
    clusters = {year: len(records.mini_clusters(year_end(year))) for year in (2006, 2007)}
    for row, column, value in (
        ("mould mini-cluster after the merger 2007", "members", records.members(mould_groups, on)),
        ("mini-clusters before the merger 2006", "mini_clusters", clusters[2006]),
        ("mini-clusters after the merger 2007", "mini_clusters", clusters[2007]),
    ):
        note = _("Counted on 31 December.")
        yield _text(row, column), Computed(Decimal(value), Basis.RECORDS, note)
    for company in records.named(definition.COMPANY):
        founders = records.members([company], company.founded_on)
        yield (
            _text("joint-work company at its founding", "members"),
            Computed(Decimal(founders), Basis.RECORDS, _("Members on the day of founding.")),
        )


def _rules(records: Records) -> Cells:
    """What the programme laid down: kept as it was entered; of the share no count exists."""
    note = _("Laid down by the programme: there is nothing that it could be counted from.")
    yield (
        _text("self-borne share of network costs 2012", "pct"),
        Computed(None, Basis.SHARES, note),
    )
    for row, part in DUES.items():
        yield _text(f"{row} 2012", "won"), kept(records.figure("dues", 2012, part=part))
    least, most = (records.figure("dues", 2012, part=f"dues-executive-{end}") for end in ENDS)
    both = None if least is None or most is None else f"{least:.0f}-{most:.0f}"
    yield _text("dues of an executive 2012", "won"), kept(both)


def _outcomes(records: Records) -> Cells:
    for date in OUTCOMES:
        outcome = records.outcomes.get(date)
        amount = outcome.amount_won if outcome else None
        value = None if amount is None else Decimal(amount) / 1_000_000
        yield _text(f"outcome {date}", "firms"), _firms(records, date)
        yield _text(f"outcome {date}", "amount_million_krw"), _reported(outcome, value)
    for (date, column), words in SAID.items():
        outcome = records.outcomes.get(date)
        found = re.search(words, outcome.what_ko) if outcome else None
        value = Decimal(found[1].replace(",", "")) if found else None
        note = _("Read from the words of the recorded outcome.")
        yield _text(f"outcome {date}", column), kept(value, Basis.RECORDS, note)


def _firms(records: Records, date: str) -> Computed:
    """Counted where the body was founded by them, else as the outcome was reported."""
    outcome = records.outcomes.get(date)
    reported = outcome.n_firms if outcome else None
    bodies = records.named(definition.FOUNDINGS.get(date, ""))
    if not bodies:
        return _reported(outcome, None if reported is None else Decimal(reported))
    counted = sum(records.members([body], body.founded_on) for body in bodies)
    note = _("Counted from the memberships on the day of founding.")
    if reported is not None and reported != counted:
        note += " " + _("The recorded outcome says %(n)s.") % {"n": reported}
    return Computed(Decimal(counted), Basis.RECORDS, note)


def _reported(outcome: Outcome | None, value: Decimal | None) -> Computed:
    what = f"{outcome.what}." if outcome else ""
    if value is not None:
        what += " " + _("Read from the recorded outcome; no membership tells it.")
    return kept(value, Basis.RECORDS, what)
