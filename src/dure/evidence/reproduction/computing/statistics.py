"""Tables 3-6 and figure 2: from the counts that were published, shares checked only."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.evidence.reproduction import definition
from dure.evidence.reproduction.cells import Basis, Cell, Computed, Found
from dure.evidence.reproduction.queries import Records

from .arithmetic import kept, percent, total

TREND_YEARS = range(2007, 2013)
TREND = ("firms", "production", "exports", "employment")
INDUSTRY_YEAR = 2010
SIZE_YEAR = 2012


def compute(records: Records) -> Found:
    return (
        dict(_trend(records)) | dict(_industries(records)) | dict(_sizes(records)) | dict(_shares())
    )


def by_industry(records: Records, measure: str) -> dict[str, Decimal | None]:
    return {
        row: records.figure(measure, INDUSTRY_YEAR, industry=name)
        for row, name in definition.INDUSTRIES.items()
    }


def by_size(records: Records, coverage: str) -> dict[str, Decimal | None]:
    bands = {"resident": definition.RESIDENT_BANDS, "operating": definition.OPERATING_BANDS}
    return {
        band: records.figure("firms", SIZE_YEAR, coverage=coverage, size=band)
        for band in bands[coverage]
    }


def _trend(records: Records) -> Iterator[tuple[Cell, Computed]]:
    elsewhere = {
        ("firms", INDUSTRY_YEAR): (
            total(by_industry(records, "firms").values()),
            _("The sum of the ten industries of table 4."),
        ),
        ("employment", INDUSTRY_YEAR): (
            total(by_industry(records, "employment").values()),
            _("The sum of the ten industries of table 4."),
        ),
        ("firms", SIZE_YEAR): (
            total(by_size(records, "resident").values()),
            _("The large and the small firms of table 5 together."),
        ),
    }
    for year in TREND_YEARS:
        for measure in TREND:
            cell = Cell("table 3", str(year), measure)
            if found := elsewhere.get((measure, year)):
                yield cell, Computed(found[0], Basis.COUNTS, found[1])
            else:
                yield cell, kept(records.figure(measure, year))


def _industries(records: Records) -> Iterator[tuple[Cell, Computed]]:
    for measure in ("firms", "employment"):
        counts = by_industry(records, measure)
        whole = total(counts.values())
        for row, count in counts.items():
            yield Cell("table 4", row, measure), kept(count)
            yield (
                Cell("table 4", row, f"{measure}_pct"),
                Computed(percent(count, whole), Basis.COUNTS),
            )


def _sizes(records: Records) -> Iterator[tuple[Cell, Computed]]:
    for coverage in ("resident", "operating"):
        counts = by_size(records, coverage)
        whole = total(counts.values())
        for band, count in counts.items():
            row = f"{coverage} {band}"
            yield Cell("table 5", row, "firms"), kept(count)
            yield Cell("table 5", row, "pct"), Computed(percent(count, whole), Basis.COUNTS)


def _shares() -> Iterator[tuple[Cell, Computed]]:
    """Nothing is computed where only shares were published."""
    nothing = Computed(None, Basis.SHARES)
    for measure in ("production", "exports", "employment"):
        for year in (2004, 2008, 2012):
            for column in ("large_pct", "sme_pct"):
                yield Cell("table 6", f"{measure} {year}", column), nothing
    for row in definition.INDUSTRIES:
        for year in (2000, 2012):
            yield Cell("figure 2", row, str(year)), nothing
