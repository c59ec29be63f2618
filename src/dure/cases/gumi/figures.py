"""The published statistics of the complex, from every table of the paper, and its outcomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dure.creation.models import OutcomeKind, Precision
from dure.creation.outcomes import actions as outcomes
from dure.evidence.models import Coverage, Measure, SizeBand, Unit
from dure.evidence.statistics import actions as statistics

from .cast import noon
from .plan import table

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.models import Complex, Group

PAPER = (
    "Lee, Choi, Lee (2016), Journal of the Economic Geographical Society of Korea 19(2), {where}"
)
ENTERED = dt.date(2013, 3, 31)
INDUSTRIES = [
    ("food", "음식료"),
    ("textiles", "섬유의복"),
    ("wood_paper", "목재종이"),
    ("petrochemicals", "석유화학"),
    ("non_metallic", "비금속"),
    ("steel", "철강"),
    ("machinery", "기계"),
    ("electrical", "전기전자"),
    ("transport", "운송장비"),
    ("other", "기타"),
]
LAND = {
    "land_industrial": ("land-industrial", "산업시설용지", "Industrial facilities"),
    "land_public": ("land-public", "공공시설용지", "Public facilities"),
    "land_green": ("land-green", "녹지", "Green"),
    "land_support": ("land-support", "지원시설용지", "Support facilities"),
}
CUSTOMERS = {
    "suppliers_lg": ("customer-lg", "LG 계열사", "LG group companies"),
    "suppliers_samsung": ("customer-samsung", "삼성 계열사", "Samsung group companies"),
}
OF_NATION = {
    "share_of_national_production": Measure.PRODUCTION,
    "share_of_national_exports": Measure.EXPORTS,
    "share_of_national_employment": Measure.EMPLOYMENT,
}
TREND = [
    ("firms", Measure.FIRMS, Unit.FIRMS),
    ("production_eok_krw", Measure.PRODUCTION, Unit.EOK_KRW),
    ("exports_musd", Measure.EXPORTS, Unit.MILLION_USD),
    ("employment", Measure.EMPLOYMENT, Unit.PERSONS),
]
NOTES = {
    ("exports", "2004", "sme"): "As printed; 2.6 is meant, for 97.4 and 5.6 make 103.0.",
    ("employment", "2008", "large"): "The firm sizes of large plants were classed otherwise.",
    ("employment", "2008", "sme"): "The firm sizes of large plants were classed otherwise.",
}
Figure = dict[str, Any]


def record(complex: Complex, *, by: User) -> None:  # noqa: A002 - the domain's word
    at = noon(ENTERED)
    industries = {
        row["industry_ko"]: statistics.enter_industry(
            code=code,
            name_ko=row["industry_ko"],
            name_en=row["industry_en"],
            position=position,
            by=by,
            at=at,
        )
        for position, ((code, _), row) in enumerate(
            zip(INDUSTRIES, table("industries_2010"), strict=True)
        )
    }
    parts = {
        key: statistics.enter_part(
            code=code, name_ko=ko, name_en=en, position=position, by=by, at=at
        )
        for position, (key, (code, ko, en)) in enumerate((LAND | CUSTOMERS).items())
    }
    for where, figures in [
        ("table 3", _trend()),
        ("table 4", _industries()),
        ("figure 2", _industry_shares()),
        ("table 5", _sizes()),
        ("table 6", _large_and_small()),
        ("section 3.1", _other()),
    ]:
        source = statistics.enter_source(citation=PAPER.format(where=where), by=by, at=at)
        for figure in figures:
            if industry := figure.pop("industry_ko", None):
                figure["industry"] = industries[industry]
            if part := figure.pop("part_key", None):
                figure["part"] = parts[part]
            statistics.record(complex=complex, source=source, by=by, at=at, **figure)


def _trend() -> Iterator[Figure]:
    for row in table("trend"):
        for column, measure, unit in TREND:
            yield {"year": int(row["year"]), "measure": measure, "unit": unit, "value": row[column]}


def _industries() -> Iterator[Figure]:
    for row in table("industries_2010"):
        for measure, unit in ((Measure.FIRMS, Unit.FIRMS), (Measure.EMPLOYMENT, Unit.PERSONS)):
            yield {
                "year": 2010,
                "measure": measure,
                "unit": unit,
                "industry_ko": row["industry_ko"],
                "value": row[measure.value],
            }


def _industry_shares() -> Iterator[Figure]:
    for row in table("industry_shares"):
        for year in (2000, 2012):
            yield {
                "year": year,
                "measure": Measure.FIRMS,
                "unit": Unit.PERCENT,
                "industry_ko": row["industry_ko"],
                "value": row[f"share_{year}_pct"],
            }


def _sizes() -> Iterator[Figure]:
    for row in table("firm_sizes_2012"):
        yield {
            "year": 2012,
            "measure": Measure.FIRMS,
            "unit": Unit.FIRMS,
            "coverage": Coverage(row["group"]),
            "size_band": SizeBand(row["band"]),
            "value": row["firms"],
        }


def _large_and_small() -> Iterator[Figure]:
    for row in table("large_sme_shares"):
        for band in (SizeBand.LARGE, SizeBand.SME):
            yield {
                "year": int(row["year"]),
                "measure": Measure(row["measure"]),
                "unit": Unit.PERCENT,
                "size_band": band,
                "value": row[f"{band.value}_pct"],
                "note": NOTES.get((row["measure"], row["year"], band.value), ""),
            }


def _other() -> Iterator[Figure]:
    for row in table("other_figures"):
        what = row["what"]
        figure: Figure = {"year": int(row["year"]), "value": row["value"]}
        if what.startswith("land"):
            figure |= {"measure": Measure.LAND, "unit": Unit.THOUSAND_M2}
            if what in LAND:
                figure["part_key"] = what
        elif what in OF_NATION:
            figure |= {"measure": OF_NATION[what], "unit": Unit.PERCENT_OF_NATION}
        elif what in CUSTOMERS:
            figure |= {
                "measure": Measure.SUPPLIERS,
                "unit": Unit.FIRMS,
                "coverage": Coverage.OPERATING,
                "part_key": what,
            }
        else:
            figure |= {
                "measure": Measure.FIRMS,
                "unit": Unit.FIRMS,
                "coverage": Coverage.OPERATING,
                "size_band": SizeBand.UNDER_300,
            }
        yield figure


def report(complex: Complex, *, by: User) -> None:  # noqa: A002 - the domain's word
    groups: dict[str, Group] = {group.name_ko: group for group in complex.groups.all()}
    for row in table("outcomes"):
        outcomes.report(
            complex=complex,
            group=groups[row["group"]],
            kind=OutcomeKind(row["kind"]),
            what_ko=row["what_ko"],
            what_en=row["what_en"],
            happened_on=dt.date.fromisoformat(row["happened_on"]),
            precision=Precision(row["precision"]),
            n_firms=int(row["n_firms"]) if row["n_firms"] else None,
            amount_won=int(row["amount_won"]) if row["amount_won"] else None,
            source=PAPER.format(where="section 5"),
            by=by,
            at=noon(ENTERED),
        )
