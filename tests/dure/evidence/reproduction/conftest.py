"""The Gumi case in short: the same counts, without the people behind them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest

from dure.community.models import Complex, Descent, Founder, Group, GroupKind, Membership
from dure.creation.models import OutcomeKind, Precision
from dure.evidence.models import (
    Observation,
    Source,
    StatisticalIndustry,
    StatisticalPart,
)
from dure.evidence.reproduction import definition
from tests.factories import (
    ComplexFactory,
    GroupFactory,
    ObservationFactory,
    OutcomeFactory,
    PersonFactory,
    SourceFactory,
    StatisticalIndustryFactory,
)

MEMBERS = {  # year: mini-clusters, members of the mould group, members of all
    2005: (10, 128, 602),
    2006: (9, 168, 715),
    2007: (6, 117, 586),
    2008: (6, 174, 611),
    2009: (6, 180, 547),
    2010: (6, 148, 521),
    2011: (6, 170, 623),
    2012: (6, 102, 399),
}
WORKING_GROUPS = {
    2007: (19, 40, 205),
    2009: (20, 41, 214),
    2010: (21, 53, 234),
    2012: (12, 40, 139),
}
BODIES = {
    definition.COMPANY: (GroupKind.COMPANY, dt.date(2008, 3, 25), 11),
    definition.ASSOCIATION: (GroupKind.ASSOCIATION, dt.date(2010, 7, 1), 80),
    definition.PARK: (GroupKind.PARK, dt.date(2012, 7, 1), 19),
    definition.COOPERATIVE: (GroupKind.COOPERATIVE, dt.date(2013, 3, 1), 19),
}
TREND = {
    "firms": (1018, 1126, 1277, 1409, 1559, 1757),
    "production": (445150, 588420, 630400, 706150, 757802, 755479),
    "exports": (37858, 37624, 36893, 30307, 33234, 31601),
    "employment": (72665, 68268, 68359, 73138, 86175, 89120),
}
UNITS = {
    "firms": "firms",
    "production": "eok_krw",
    "exports": "million_usd",
    "employment": "persons",
    "land": "thousand_m2",
    "suppliers": "firms",
    "dues": "krw",
}
FIRMS_2010 = (6, 91, 44, 154, 59, 22, 506, 442, 15, 70)
EMPLOYMENT_2010 = (544, 3349, 968, 5172, 6800, 738, 10685, 43971, 627, 284)
BANDS = {
    ("resident", "large"): 54,
    ("resident", "sme"): 1703,
    ("operating", "under_50"): 1190,
    ("operating", "50_99"): 109,
    ("operating", "100_299"): 76,
    ("operating", "300_999"): 35,
    ("operating", "1000_plus"): 12,
}
LAND = {"industrial": 16493, "public": 3685, "green": 1261, "support": 1201}
DUES = {
    "network-costs": 4_000_000,
    "dues-member": 100_000,
    "dues-executive-least": 200_000,
    "dues-executive-most": 300_000,
}
SAID = {
    "2011-11-02": "공동 부스 (11월 2-5일)",
    "2012-03-15": "상담회에서 계약 6건",
    "2012": "조성을 시작함 (공단동 295번지; 21필지, 58,427 m²)",
}
OUTCOMES = [
    ("2008-03-25", 9, None),
    ("2008-09", None, None),
    ("2008-11", None, None),
    ("2009-10", None, None),
    ("2010-07", None, None),
    ("2010", 80, None),
    ("2010-09", None, None),
    ("2011-11-02", 23, None),
    ("2012-03-15", 18, 13_500_000),
    ("2012", None, None),
    ("2013-03", 19, None),
]


@dataclass
class Case:
    complex: Complex = field(default_factory=lambda: ComplexFactory(name_ko=definition.COMPLEX))
    source: Source = field(
        default_factory=lambda: SourceFactory(citation=f"{definition.SOURCE}, table")
    )
    anybody: object = field(default_factory=PersonFactory)

    def group(self, name: str, kind: str, founded_on: dt.date, **more: object) -> Group:
        return GroupFactory(
            name_ko=name, kind=kind, complex=self.complex, founded_on=founded_on, **more
        )

    def fill(self, group: Group, n: int, year: int, since: dt.date | None = None) -> None:
        """``n`` memberships that hold on 31 December of the year: ``since`` then, or that day."""
        period = {"starts_on": since or dt.date(year, 12, 31), "ends_on": dt.date(year + 1, 1, 1)}
        Membership.objects.bulk_create(
            [Membership(group=group, person=self.anybody, **period) for _ in range(n)]
        )

    def observe(self, measure: str, year: int, value: object, **more: object) -> None:
        ObservationFactory(
            complex=self.complex,
            source=self.source,
            measure=measure,
            year=year,
            value=value,
            unit=more.pop("unit", UNITS[measure]),
            **more,
        )


@pytest.fixture
def case(db) -> Case:
    case = Case()
    mould = _mini_clusters(case)
    _working_groups(case, mould)
    for name, (kind, founded_on, n) in BODIES.items():
        body = case.group(name, kind, founded_on, founded_by=Founder.MEMBERS)
        case.fill(
            body, n, definition.LAST_YEAR, since=None if name == definition.COMPANY else founded_on
        )
        if name == definition.COMPANY:
            Membership.objects.bulk_create(
                [
                    Membership(
                        group=body,
                        person=case.anybody,
                        starts_on=founded_on,
                        ends_on=dt.date(2008, 12, 31),
                    )
                    for _ in range(9)
                ]
            )
    _lineage()
    for code, won in DUES.items():
        case.observe("dues", 2012, won, part=_part(code))
    _statistics(case)
    for date, firms, won in OUTCOMES:
        precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(date)]
        OutcomeFactory(
            complex=case.complex,
            kind=OutcomeKind.JOINT_BODY,
            precision=precision,
            happened_on=dt.date.fromisoformat((date + "-01-01")[:10]),
            what_ko=SAID.get(date, "모임의 성과"),
            n_firms=firms,
            amount_won=won,
        )
    return case


def _mini_clusters(case: Case) -> Group:
    founded, merged = dt.date(2005, 4, 1), dt.date(2007, 3, 1)
    before = [
        case.group(name, GroupKind.MINI_CLUSTER, founded, ended_on=merged)
        for name in definition.BEFORE_THE_MERGER
    ]
    mould = case.group(definition.AFTER_THE_MERGER, GroupKind.MINI_CLUSTER, merged)
    others = [
        case.group(
            f"미니클러스터 {n}",
            GroupKind.MINI_CLUSTER,
            founded,
            ended_on={5: merged, 6: merged, 7: dt.date(2006, 9, 1)}.get(n),
        )
        for n in range(8)
    ]
    for year, (_n, of_mould, of_all) in MEMBERS.items():
        case.fill(others[0], of_all - of_mould, year)
        if year < definition.MERGER:
            case.fill(before[0], 42, year)
            case.fill(before[1], of_mould - 42, year)
        else:
            case.fill(mould, of_mould, year)
    return mould


def _working_groups(case: Case, mould: Group) -> None:
    for year, (n_groups, of_mould, of_all) in WORKING_GROUPS.items():
        groups = [
            case.group(
                f"워킹그룹 {year} {n}",
                GroupKind.WORKING_GROUP,
                dt.date(year, 5, 1),
                parent=mould if n < 3 else None,
                ended_on=dt.date(
                    year + 1 + (year == 2007 and n < 2), 1, 1
                ),  # one of the three of 2007 ends in 2008
                founded_by=Founder.MEMBERS,
            )
            for n in range(n_groups)
        ]
        for group, n in zip(groups, (15, 15, of_mould - 30), strict=False):
            case.fill(group, n, year)
        case.fill(groups[3], of_all - of_mould, year)
    added = {"ended_on": dt.date(2009, 1, 1), "founded_by": Founder.MEMBERS}
    case.group("워킹그룹 2008", GroupKind.WORKING_GROUP, dt.date(2008, 7, 3), parent=mould, **added)


def _lineage() -> None:
    """The bodies that the paper names, each grown out of those before it."""
    named = {group.name_ko: group for group in Group.objects.all()}
    circle = named["워킹그룹 2007 0"]
    pairs = [
        *(
            (named[name], named[definition.AFTER_THE_MERGER])
            for name in definition.BEFORE_THE_MERGER
        ),
        (circle, named[definition.COMPANY]),
        (circle, named[definition.ASSOCIATION]),
        (named[definition.COMPANY], named[definition.ASSOCIATION]),
        (named[definition.ASSOCIATION], named[definition.PARK]),
        (named[definition.PARK], named[definition.COOPERATIVE]),
        *((named[definition.AFTER_THE_MERGER], named[f"워킹그룹 2007 {n}"]) for n in range(3)),
    ]
    Descent.objects.bulk_create([Descent(ancestor=a, descendant=d) for a, d in pairs])


def _statistics(case: Case) -> None:
    for measure, values in TREND.items():
        for year, value in zip(range(2007, 2013), values, strict=True):
            case.observe(measure, year, value)
    for name, firms, jobs in zip(
        definition.INDUSTRIES.values(), FIRMS_2010, EMPLOYMENT_2010, strict=True
    ):
        industry = StatisticalIndustryFactory(name_ko=name)
        case.observe("firms", 2010, firms, industry=industry)
        case.observe("employment", 2010, jobs, industry=industry)
    for (coverage, band), firms in BANDS.items():
        case.observe("firms", 2012, firms, coverage=coverage, size_band=band)
    for use, area in LAND.items():
        case.observe("land", 2012, area, part=_part(f"land-{use}"))
    for code, n in (("customer-lg", 427), ("customer-samsung", 421)):
        case.observe("suppliers", 2012, n, coverage="operating", part=_part(code))
    for measure, share in (("production", 7.7), ("exports", 8), ("employment", "2.2")):
        case.observe(measure, 2011, share, unit="percent_of_nation")
    assert StatisticalIndustry.objects.count() == 10
    assert Observation.objects.count() == 24 + 20 + 7 + 4 + 2 + 4 + 3


def _part(code: str) -> StatisticalPart:
    return StatisticalPart.objects.create(code=code, name_ko=code)
