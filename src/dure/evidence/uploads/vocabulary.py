"""What a cell may say: codes, both languages, and the usual words of official tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from django.db import models
from django.utils import translation

from dure.evidence.statistics.models import (
    COUNTED_IN,
    Coverage,
    Division,
    Measure,
    Precision,
    SizeBand,
    StatisticalIndustry,
    StatisticalPart,
    Unit,
)

Kind = TypeVar("Kind", bound=Division)
MEASURES = {
    Measure.FIRMS: """기업 기업수 기업체 기업체수 업체 업체수 사업체 사업체수 회사수 입주업체 입주업체수
        입주기업 입주기업수 입주기업체 입주기업체수 입주계약업체 입주계약업체수 가동업체 가동업체수 가동기업
        가동기업수 company companies enterprises establishments numberoffirms no.offirms
        numberofcompanies residentfirms tenantfirms operatingfirms""",
    Measure.PRODUCTION: "생산 생산액 생산실적 총생산액 output productionvalue valueofproduction",
    Measure.EXPORTS: "수출 수출액 수출실적 export exportvalue valueofexports",
    Measure.EMPLOYMENT: """고용 고용인원 고용자수 고용현황 고용인원수 종업원 종업원수 종사자 종사자수 근로자
        근로자수 employees jobs workers personsemployed numberofemployees employed""",
    Measure.LAND: "면적 토지 토지면적 부지면적 용지면적 단지면적 area landarea",
    Measure.SUPPLIERS: "협력업체 협력업체수 협력사 협력사수 납품업체 납품업체수 supplier",
}
COVERAGES = {
    Coverage.OPERATING: "가동 가동업체 가동업체수 가동기업 가동기업수 가동중 operatingfirms",
    Coverage.RESIDENT: """입주 계약 입주계약 입주업체 입주업체수 입주기업 입주기업수 입주기업체 입주기업체수
        입주계약업체 입주계약업체수 resident residentfirms tenantfirms""",
}
WON = {"원": 0, "krw": 0, "won": 0, "천원": 3, "thousandkrw": 3, "만원": 4, "백만원": 6, "100만원": 6,
       "millionkrw": 6, "millionwon": 6, "천만원": 7, "억": 8, "억원": 8, "100millionkrw": 8,
       "십억원": 9, "billionkrw": 9, "billionwon": 9, "백억원": 10, "천억원": 11, "조": 12, "조원": 12,
       "trillionkrw": 12, "trillionwon": 12}  # fmt: skip
DOLLARS = {"달러": 0, "불": 0, "usd": 0, "us$": 0, "천달러": 3, "천불": 3, "천usd": 3, "천us$": 3,
           "thousandusd": 3, "만달러": 4, "만불": 4, "백만달러": 6, "백만불": 6, "100만달러": 6,
           "100만불": 6, "백만usd": 6, "백만us$": 6, "millionusd": 6, "musd": 6, "millionus$": 6,
           "us$million": 6, "millionusdollars": 6, "억달러": 8, "억불": 8, "십억달러": 9,
           "십억불": 9, "billionusd": 9}  # fmt: skip
METRES = {"㎡": 0, "m²": 0, "m2": 0, "제곱미터": 0, "천㎡": 3, "천m²": 3, "천m2": 3, "1,000㎡": 3,
          "1,000m²": 3, "1000m2": 3, "1,000m2": 3, "만㎡": 4, "만m²": 4, "ha": 4, "헥타르": 4,
          "백만㎡": 6, "백만m²": 6, "㎢": 6, "km²": 6, "km2": 6}  # fmt: skip
PEOPLE = {"명": 0, "인": 0, "persons": 0, "person": 0, "people": 0, "천명": 3, "만명": 4}
PIECES = {
    "개": 0,
    "개사": 0,
    "사": 0,
    "개소": 0,
    "업체": 0,
    "개업체": 0,
    "firms": 0,
    "companies": 0,
}
MEASURED = {  # in powers of ten of the smallest; what Dure keeps it in
    Unit.KRW: (WON, 0),
    Unit.MILLION_KRW: (WON, 6),
    Unit.EOK_KRW: (WON, 8),
    Unit.MILLION_USD: (DOLLARS, 6),
    Unit.THOUSAND_M2: (METRES, 3),
    Unit.PERSONS: (PEOPLE, 0),
    Unit.FIRMS: (PIECES, 0),
}
IN_BRACKETS = re.compile(r"(.+?)\s*[(\[(](?:단위:?)?(.+)[)\])]")


def squeezed(text: str) -> str:
    """Spacing and capitals tell nothing."""
    return "".join(text.casefold().split())


@dataclass
class Words:
    measures: dict[str, str] = field(default_factory=lambda: _listed(MEASURES) | _choices(Measure))
    units: dict[str, str] = field(default_factory=lambda: _choices(Unit))
    coverages: dict[str, str] = field(
        default_factory=lambda: _listed(COVERAGES) | _choices(Coverage)
    )
    sizes: dict[str, str] = field(default_factory=lambda: _choices(SizeBand))
    precisions: dict[str, str] = field(default_factory=lambda: _choices(Precision))
    industries: dict[str, StatisticalIndustry] = field(
        default_factory=lambda: _divisions(StatisticalIndustry.objects.all())
    )
    parts: dict[str, StatisticalPart] = field(
        default_factory=lambda: _divisions(StatisticalPart.objects.all())
    )


def factor(text: str, measure: Measure) -> Decimal | None:
    """By what a figure in this unit is multiplied; nothing where the measure knows no such unit."""
    known, own = MEASURED.get(COUNTED_IN[measure], ({}, 0))
    power = known.get(squeezed(text))
    return None if power is None else Decimal(1).scaleb(power - own)


def without_brackets(text: str) -> tuple[str, str]:
    """“생산액(백만원)” is a measure and its unit."""
    found = IN_BRACKETS.fullmatch(text.strip())
    return (found[1], found[2]) if found else (text, "")


def _listed(words: dict[Measure, str] | dict[Coverage, str]) -> dict[str, str]:
    return {word: code.value for code, said in words.items() for word in said.split()}


def _choices(choices: type[models.TextChoices]) -> dict[str, str]:
    words = {squeezed(value): value for value in choices.values}
    for language in ("ko", "en"):
        with translation.override(language):
            words |= {squeezed(str(one.label)): one.value for one in choices}
    return words


def _divisions(rows: Iterable[Kind]) -> dict[str, Kind]:
    return {
        squeezed(name): row for row in rows for name in (row.code, row.name_ko, row.name_en) if name
    }
