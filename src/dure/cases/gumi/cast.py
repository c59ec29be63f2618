"""Invented people and organisations, made as they are needed, through the actions."""

from __future__ import annotations

import copy
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import TYPE_CHECKING, TypeVar

from dure.community.models import Industry, OrganisationKind, Size
from dure.community.organisations import actions as organisations
from dure.community.people import actions as people
from dure.core import business_number

from . import names
from .plan import TRADES

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.models import Complex, Organisation, Person

Choice = TypeVar("Choice")
SEOUL = dt.timezone(dt.timedelta(hours=9))
REVISION = 9  # of KSIC, in force over the years of the case

KINDS = {
    OrganisationKind.FIRM: 80,
    OrganisationKind.UNIVERSITY: 8,
    OrganisationKind.INSTITUTE: 6,
    OrganisationKind.AGENCY: 4,
    OrganisationKind.GOVERNMENT: 2,
}
SIZES = {Size.MICRO: 30, Size.SMALL: 45, Size.MEDIUM: 22, Size.MID_SIZE: 3}
OTHERS = {
    OrganisationKind.UNIVERSITY: [
        ("낙동공과대학교", "Nakdong University of Technology"),
        ("가람대학교", "Garam University"),
        ("금오들대학교", "Geumodeul University"),
        ("선산전문대학", "Seonsan College"),
    ],
    OrganisationKind.INSTITUTE: [
        ("낙동전자기술연구원", "Nakdong Institute of Electronics"),
        ("가람생산기술연구소", "Garam Institute of Production Technology"),
        ("새한부품소재연구원", "Saehan Institute of Parts and Materials"),
    ],
    OrganisationKind.AGENCY: [
        ("낙동테크노파크", "Nakdong Technopark"),
        ("금오들상공회의소", "Geumodeul Chamber of Commerce"),
        ("낙동중소기업지원센터", "Nakdong SME Support Centre"),
    ],
    OrganisationKind.GOVERNMENT: [
        ("낙동시청 기업지원과", "Nakdong City, Enterprise Support"),
        ("낙동도청 산업정책과", "Nakdong Province, Industrial Policy"),
    ],
}
TITLES = {
    OrganisationKind.FIRM: {
        "대표이사": 60, "연구소장": 15, "이사": 15, "부장": 20, "차장": 15, "과장": 20,
    },
    OrganisationKind.UNIVERSITY: {"교수": 45, "부교수": 30, "조교수": 15, "산학협력단장": 20},
    OrganisationKind.INSTITUTE: {"책임연구원": 45, "선임연구원": 45, "센터장": 10},
    OrganisationKind.AGENCY: {"팀장": 40, "과장": 40, "대리": 20, "본부장": 10},
    OrganisationKind.GOVERNMENT: {"과장": 20, "팀장": 40, "주무관": 60},
}  # fmt: skip
HEADS = {"대표이사", "연구소장", "산학협력단장", "센터장", "본부장"}  # of whom a house has one
EXPERTISE = {
    "mould": ["사출금형", "프레스금형", "초정밀가공", "금형설계", "열처리"],
    "display": ["디스플레이", "광학필름", "유리가공", "본딩공정"],
    "mobile": ["휴대전화부품", "회로설계", "안테나", "표면실장"],
    "equipment": ["자동화설비", "영상검사", "로봇", "제어"],
    "textile": ["화섬", "직물", "염색가공", "산업용섬유"],
    "energy": ["이차전지", "태양광", "소재", "전력변환"],
    "chemical": ["접착제", "코팅", "합성수지", "전자재료"],
    "software": ["임베디드", "생산관리시스템", "영상처리"],
}


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 12, tzinfo=SEOUL)


@dataclass(frozen=True)
class Actor:
    person: Person
    organisation: Organisation


@dataclass
class Cast:
    """Who there is so far. All choices come from ``random``, so two loads are alike."""

    complex: Complex
    by: User
    town: str = "경상북도 구미시"
    random: Random = field(default_factory=lambda: Random(2005))  # noqa: S311 - not a secret
    firms_of: dict[str, list[Organisation]] = field(default_factory=lambda: defaultdict(list))
    others_of: dict[str, list[Organisation]] = field(default_factory=dict)
    led: set[tuple[int, str]] = field(default_factory=set)  # organisations with such a head
    organisation_numbers: Iterator[int] = field(default_factory=lambda: count(1))
    person_numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self._names = names.people(self.random)
        self._firm_names = {
            trade: names.firms(self.random, of.endings) for trade, of in TRADES.items()
        }
        codes = {code for trade in TRADES.values() for code in trade.codes}
        found = Industry.objects.filter(revision=REVISION, code__in=codes)
        self._industries = {industry.code: industry for industry in found}

    def elsewhere(self, complex_: Complex, *, town: str, by: User) -> Cast:
        """The same invention goes on in another complex: nobody is made twice."""
        other = copy.copy(self)
        other.complex, other.town, other.by = complex_, town, by
        other.firms_of, other.others_of = defaultdict(list), {}
        return other

    def newcomer(self, trade: str, on: dt.date) -> Actor:
        """Somebody new: of an organisation that is there already, or of a new firm."""
        kind = self._choose(KINDS)
        if kind == OrganisationKind.FIRM:
            known = self.firms_of[trade]
            may_share = len(known) > 5 and self.random.random() < 0.25
            organisation = self.random.choice(known) if may_share else self.firm(trade, on)
        else:
            organisation = self.random.choice(self._others(kind, on))
        return Actor(self.person(trade, organisation, on), organisation)

    def person(self, trade: str, organisation: Organisation, on: dt.date) -> Person:
        name, number, at = next(self._names), next(self.person_numbers), noon(on)
        person = people.register(
            name_ko=name.ko,
            name_en=name.en,
            email=f"p{number:04}@gumi.example",
            telephone=f"010-0000-{number:04}",
            tags=self.random.sample(EXPERTISE[trade], k=self.random.randint(1, 2)),
            is_synthetic=True,
            by=self.by,
            at=at,
        )
        people.give_post(
            person=person,
            organisation=organisation,
            title=self._title(organisation),
            starts_on=on,
            by=self.by,
            at=at,
        )
        if self.random.random() < 0.6:
            people.give_consent(person=person, by=self.by, at=at)
        return person

    def firm(self, trade: str, on: dt.date) -> Organisation:
        name = self._firm_names[trade].pop()
        firm = self.organisation(name, OrganisationKind.FIRM, on)
        code = self.random.choice(TRADES[trade].codes_of(name.ko))
        self.classify(firm, size=self._choose(SIZES), code=code, on=on)
        self.firms_of[trade].append(firm)
        return firm

    def classify(self, firm: Organisation, *, size: Size, code: str, on: dt.date) -> None:
        at = noon(on)
        organisations.classify_size(organisation=firm, size=size, starts_on=on, by=self.by, at=at)
        organisations.classify_industry(
            organisation=firm, industry=self._industries[code], starts_on=on, by=self.by, at=at
        )

    def organisation(self, name: names.Name, kind: OrganisationKind, on: dt.date) -> Organisation:
        number = next(self.organisation_numbers)
        return organisations.register(
            name_ko=name.ko,
            name_en=name.en,
            kind=kind,
            business_number=_nobodys_number(number),
            complex=self.complex,
            address=f"{self.town} 가상로 {number}",
            telephone=f"054-000-{number:04}",
            is_synthetic=True,
            by=self.by,
            at=noon(on),
        )

    def _others(self, kind: OrganisationKind, on: dt.date) -> list[Organisation]:
        if kind not in self.others_of:
            self.others_of[kind] = [
                self.organisation(names.Name(*name), kind, on) for name in OTHERS[kind]
            ]
        return self.others_of[kind]

    def _title(self, organisation: Organisation) -> str:
        titles = TITLES[OrganisationKind(organisation.kind)]
        free = {title: n for title, n in titles.items() if (organisation.pk, title) not in self.led}
        title = self._choose(free)
        if title in HEADS:
            self.led.add((organisation.pk, title))
        return title

    def _choose(self, weights: dict[Choice, int]) -> Choice:
        return self.random.choices(list(weights), weights=list(weights.values()))[0]


def _nobodys_number(n: int) -> str:
    """A well-formed business number that no tax office gives out: theirs begin at 101."""
    nine = f"000{n:06}"
    return nine + business_number.check_digit(nine)
