"""The published statistics of the complex, from every table of the paper, and its outcomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dure.creation.models import OutcomeKind, Precision
from dure.creation.outcomes import actions as outcomes
from dure.evidence.models import Coverage, Measure, SizeBand, Unit
from dure.evidence.statistics import actions as statistics
from dure.evidence.statistics.models import COUNTED_IN

from .cast import noon
from .plan import table

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.models import Complex, Group

PAPER = (
    "Lee, Choi, Lee (2016), Journal of the Economic Geographical Society of Korea 19(2), {where}"
)
PAPER_KO = "Lee, Choi, Lee (2016), 한국경제지리학회지 19(2), {where}"
PRESS_KO = {
    "Korea Economic Daily, 30 Sep 2005": "한국경제, 2005. 9. 30.",
    "Seoul Economic Daily, 2006": "서울경제, 2006",
    "Gyeongbuk Maeil, 2009": "경북매일, 2009",
    "ET News, 23 Feb 2010": "전자신문, 2010. 2. 23.",
    "Local Naeil, 7 Jun 2010": "내일신문 지역판, 2010. 6. 7.",
    "ET News, 19 Dec 2014": "전자신문, 2014. 12. 19.",
}
ENTERED = dt.date(2016, 7, 1)  # when the latest of the sources, the paper, was there
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
TREND = [
    ("firms", Measure.FIRMS, Unit.FIRMS),
    ("production_eok_krw", Measure.PRODUCTION, Unit.EOK_KRW),
    ("exports_musd", Measure.EXPORTS, Unit.MILLION_USD),
    ("employment", Measure.EMPLOYMENT, Unit.PERSONS),
]
# A note is data, not a sentence of the interface: it stands in both languages.
RECLASSED = "이 해에는 LG·삼성 사업장의 규모 구분이 다름 / The large plants were classed otherwise this year"
NOTES = {
    ("exports", "2004", "sme"): "인쇄된 그대로; 2.6의 잘못 / As printed; 2.6 is meant",
    ("employment", "2008", "large"): RECLASSED,
    ("employment", "2008", "sme"): RECLASSED,
}
MAGNITUDE = "{0}: 당시 언론의 어림수 / {0}: an order of magnitude, from the press of the time"
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
        row["code"]: statistics.enter_part(**row, position=position, by=by, at=at)
        for position, row in enumerate(table("parts"))
    }
    for citation, citation_ko, figure in _all():
        source = statistics.enter_source(citation=citation, citation_ko=citation_ko, by=by, at=at)
        if industry := figure.pop("industry_ko", None):
            figure["industry"] = industries[industry]
        if part := figure.pop("part_code", None):
            figure["part"] = parts[part]
        statistics.record(complex=complex, source=source, by=by, at=at, **figure)


def _all() -> Iterator[tuple[str, str, Figure]]:
    """Each figure with its source in English and in Korean."""
    for where, where_ko, figures in [
        ("table 3", "표 3", _trend()),
        ("table 4", "표 4", _industries()),
        ("figure 2", "그림 2", _industry_shares()),
        ("table 5", "표 5", _sizes()),
        ("table 6", "표 6", _large_and_small()),
        ("section 3.1", "3.1절", _other()),
        ("section 4.2", "4.2절", _dues()),
    ]:
        said = PAPER.format(where=where), PAPER_KO.format(where=where_ko)
        yield from ((*said, figure) for figure in figures)
    yield from ((source, PRESS_KO[source], figure) for source, figure in _press())


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
        yield {
            "year": int(row["year"]),
            "measure": Measure(row["measure"]),
            "unit": Unit(row["unit"]),
            "coverage": Coverage(row["coverage"]),
            "size_band": SizeBand(row["size_band"]),
            "part_code": row["part"],
            "value": row["value"],
        }


def _dues() -> Iterator[Figure]:
    for row in table("dues"):
        yield {
            "year": 2012,
            "measure": Measure(row["measure"]),
            "unit": Unit(row["unit"]),
            "part_code": row["part"],
            "value": row["value"],
        }


def _press() -> Iterator[tuple[str, Figure]]:
    """Orders of magnitude; what a period's report counts together is a figure of the period."""
    for row in table("press"):
        measure = Measure(row["measure"])
        yield (
            row["source"],
            {
                "year": int(row["year"]),
                "first_year": _first_year(row),
                "measure": measure,
                "unit": COUNTED_IN[measure],
                "part_code": row["part"],
                "value": row["value"],
                "is_order_of_magnitude": True,
                "note": MAGNITUDE.format(row["period"]),
            },
        )


def _first_year(row: dict[str, str]) -> int | None:
    first, _dash, last = row["period"].partition("-")
    return int(first) if last else None


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
            source=f"{PAPER_KO.format(where='5절')} / {PAPER.format(where='section 5')}",
            by=by,
            at=noon(ENTERED),
        )
