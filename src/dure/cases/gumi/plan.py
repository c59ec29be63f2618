"""What the case holds besides the published figures: which groups there were, and when.

The paper names the bodies around the mould mini-cluster; those names and dates are its own.
It counts the other mini-clusters and working groups without naming them: theirs are invented,
and so are the members of all. The paper's two middle rows of working groups carry no legible
year; 2009 and 2010 are assumed here (the press of June 2010 speaks of more than twenty groups).
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from dure.core.precision import Precision

DATA = Path(__file__).parent / "data"
FIRST_YEAR, LAST_YEAR = 2005, 2012
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Branch:
    """Firms whose names end alike: in English, and the KSIC codes (rev. 9) that suit the name."""

    en: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Trade:
    """What the firms of a mini-cluster make, by the endings of their Korean names."""

    branches: dict[str, Branch]

    @property
    def endings(self) -> dict[str, str]:
        return {ko: branch.en for ko, branch in self.branches.items()}

    @property
    def codes(self) -> set[str]:
        return {code for branch in self.branches.values() for code in branch.codes}

    def codes_of(self, name_ko: str) -> tuple[str, ...]:
        return next(b.codes for ko, b in self.branches.items() if name_ko.endswith(ko))


@dataclass(frozen=True)
class Cluster:
    key: str
    ko: str
    en: str
    trade: str
    founded_on: dt.date
    ended_on: dt.date | None
    weight: int  # its part of the members that are not the mould group's
    is_invented: bool = True

    @property
    def known_to(self) -> Precision:
        """The paper gives the years of those that it names; the others are invented whole."""
        return Precision.DAY if self.is_invented else Precision.YEAR


MOULDS, CUTTING, PLASTICS = "29294", "25924", "22299"
TRADES = {
    "mould": Trade({
        "금형": Branch("Mould", (MOULDS,)), "정밀": Branch("Precision", (MOULDS, CUTTING)),
        "엠텍": Branch("Mtech", (MOULDS, PLASTICS)), "다이텍": Branch("Dietech", (MOULDS,)),
        "프레스": Branch("Press", (MOULDS, "25912")), "테크": Branch("Tech", (CUTTING, "25921")),
    }),
    "display": Trade({
        "디스플레이": Branch("Display", ("26211", "26219")), "옵틱스": Branch("Optics", ("23121",)),
        "글라스": Branch("Glass", ("23122", "23121")), "이엔지": Branch("ENG", ("29272",)),
        "필름": Branch("Film", ("22212", "22291")),
    }),
    "mobile": Trade({
        "모바일": Branch("Mobile", ("26422", "26299")),
        "전자": Branch("Electronics", ("26222", "26299")),
        "통신": Branch("Telecom", ("26429", "26410")), "써키트": Branch("Circuit", ("26221",)),
    }),
    "equipment": Trade({
        "자동화": Branch("Automation", ("29280", "27215")),
        "시스템": Branch("Systems", ("27215", "27213")),
        "하이텍": Branch("Hitech", ("29271", "29272")), "메카": Branch("Mecha", ("29299", "29280")),
    }),
    "textile": Trade({
        "섬유": Branch("Textile", ("13213", "13402")), "텍스": Branch("Tex", ("13219", "13992")),
        "화섬": Branch("Fibre", ("20501", "13213")), "패브릭": Branch("Fabric", ("13219", "13994")),
    }),
    "energy": Trade({
        "에너지": Branch("Energy", ("28119", "28202")), "솔라": Branch("Solar", ("26120", "28119")),
        "배터리": Branch("Battery", ("28202", "28201")),
        "전지소재": Branch("Battery Materials", ("20129",)),
    }),
    "chemical": Trade({
        "케미칼": Branch("Chemical", ("20119", "20499")),
        "화학": Branch("Chemicals", ("20119", "20129")),
        "접착": Branch("Adhesives", ("20493",)),
    }),
    "software": Trade({
        "소프트": Branch("Soft", ("58222", "58221")), "아이티": Branch("IT", ("62010", "62021")),
        "솔루션": Branch("Solution", ("58222", "62021")), "데이타": Branch("Data", ("62010",)),
    }),
}  # fmt: skip

DAY = dt.date
MOULD_BEFORE = ("design", "parts")
MOULD = "mould"
CLUSTERS = [
    Cluster("design", "산업디자인금형 미니클러스터", "Industrial design and mould mini-cluster",
            "mould", DAY(2005, 4, 1), DAY(2007, 3, 1), 0, is_invented=False),
    Cluster("parts", "소재부품조립 미니클러스터", "Materials-parts-assembly mini-cluster",
            "mould", DAY(2005, 4, 1), DAY(2007, 3, 1), 0, is_invented=False),
    Cluster("mould", "부품소재금형 미니클러스터", "Parts-materials-mould mini-cluster",
            "mould", DAY(2007, 3, 1), None, 0, is_invented=False),
    Cluster("display", "디스플레이 미니클러스터", "Display mini-cluster",
            "display", DAY(2005, 4, 1), None, 24),
    Cluster("mobile", "모바일 미니클러스터", "Mobile mini-cluster",
            "mobile", DAY(2005, 4, 15), None, 24),
    Cluster("equipment", "전자장비 미니클러스터", "Electronic equipment mini-cluster",
            "equipment", DAY(2005, 5, 2), None, 18),
    Cluster("textile", "섬유소재 미니클러스터", "Textile materials mini-cluster",
            "textile", DAY(2005, 5, 2), None, 14),
    Cluster("energy", "그린에너지 미니클러스터", "Green energy mini-cluster",
            "energy", DAY(2005, 6, 1), None, 14),
    Cluster("software", "임베디드소프트웨어 미니클러스터", "Embedded software mini-cluster",
            "software", DAY(2005, 6, 1), DAY(2007, 3, 1), 12),
    Cluster("chemical", "정밀화학 미니클러스터", "Fine chemicals mini-cluster",
            "chemical", DAY(2005, 6, 1), DAY(2007, 3, 1), 12),
    Cluster("logistics", "생산물류 미니클러스터", "Production logistics mini-cluster",
            "equipment", DAY(2005, 6, 15), DAY(2006, 9, 1), 8),
]  # fmt: skip
HEIRS = {
    "design": "mould", "parts": "mould", "software": "mobile", "chemical": "energy",
    "logistics": "equipment",
}  # fmt: skip


@dataclass(frozen=True)
class Circle:
    """A working group: its size at the end of each year that it lived through."""

    ko: str
    en: str
    cluster: str
    founded_on: dt.date
    ended_on: dt.date | None
    sizes: dict[int, int]


MOULD_CIRCLES = [
    Circle("사출금형 워킹그룹", "Injection mould working group", "mould", DAY(2007, 5, 10), None,
           {2007: 15, 2008: 15, 2009: 15, 2010: 14, 2011: 14, 2012: 14}),
    Circle("프레스금형 워킹그룹", "Press mould working group", "mould", DAY(2007, 5, 17), None,
           {2007: 15, 2008: 14, 2009: 14, 2010: 13, 2011: 14, 2012: 13}),
    Circle("산업디자인 워킹그룹", "Industrial design working group", "mould", DAY(2007, 6, 7),
           DAY(2008, 6, 30), {2007: 10}),
    Circle("초정밀가공 워킹그룹", "Ultra-precision machining working group", "mould",
           DAY(2008, 7, 3), None, {2008: 11, 2009: 12, 2010: 13, 2011: 12, 2012: 13}),
    Circle("금형소재 워킹그룹", "Mould materials working group", "mould", DAY(2010, 2, 11),
           DAY(2011, 11, 30), {2010: 13}),
]  # fmt: skip
# The working groups of the other mini-clusters: how many there were and how many took part.
# 2007 and 2012 are the published totals less the mould group's; 2009 and 2010 as said above.
OTHER_CIRCLES = {2007: 16, 2008: 16, 2009: 17, 2010: 17, 2011: 13, 2012: 9}
OTHER_PARTICIPANTS = {2007: 165, 2008: 168, 2009: 173, 2010: 181, 2011: 140, 2012: 99}
TOPICS = [
    ("공정개선", "Process improvement"), ("품질관리", "Quality control"),
    ("신제품개발", "New product development"), ("해외판로", "Markets abroad"),
    ("측정검사", "Measurement and inspection"), ("원가절감", "Cost reduction"),
]  # fmt: skip


def split(total: int, weights: dict[str, int]) -> dict[str, int]:
    """``total`` in whole parts in the ratio of ``weights``, by largest remainders."""
    whole = sum(weights.values())
    parts = {key: total * weight // whole for key, weight in weights.items()}
    short = total - sum(parts.values())
    by_remainder = sorted(weights, key=lambda key: (-(total * weights[key] % whole), key))
    for key in by_remainder[:short]:
        parts[key] += 1
    return parts


def members_at_year_end() -> dict[int, dict[str, int]]:
    """How many members each mini-cluster has on 31 December, so that the sums are the paper's."""
    sizes: dict[int, dict[str, int]] = {}
    for row in table("mini_clusters"):
        year, mould, all_ = int(row["year"]), int(row["mould_members"]), int(row["all_members"])
        weights = {
            c.key: c.weight
            for c in CLUSTERS
            if c.weight and c.founded_on.year <= year and (not c.ended_on or c.ended_on.year > year)
        }
        sizes[year] = split(all_ - mould, weights) | _mould_sizes(year, mould)
    return sizes


def _mould_sizes(year: int, mould: int) -> dict[str, int]:
    if year >= FIRST_YEAR + 2:
        return {MOULD: mould}
    return split(mould, {"design": 42, "parts": 86})  # exact in 2005, the same ratio in 2006
