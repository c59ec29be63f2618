"""The linked side of hub and linked: two invented complexes beside the one of the paper.

The paper tells of Gumi alone. These show how complexes stand beside one another, with a
coordinator who sees no more of the hub than any member does. Their names say that they are
invented. One has an invented table of industries too, so that its page shows location quotients;
its source is marked as synthetic, and no real complex is compared with it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from dure.community.complexes import actions as complexes
from dure.community.groups import actions as groups
from dure.community.models import (
    Complex,
    ComplexKind,
    Founder,
    GroupKind,
    OfficeKind,
    Part,
)
from dure.evidence.statistics import actions as statistics
from dure.evidence.statistics.models import COUNTED_IN, Measure, StatisticalIndustry

from .cast import Cast, noon
from .plan import table

if TYPE_CHECKING:
    from dure.accounts.models import User

LINKED_ON = dt.date(2010, 3, 2)
COUNTED_ON = dt.date(2011, 3, 31)
SOURCE = "Invented for this example: industries of the Nakdong complex, 2010"
SOURCE_KO = "이 사례를 위해 지어낸 자료: 낙동일반산업단지 업종별 현황, 2010"
N_PEOPLE = 2  # of each firm, in its working group


@dataclass(frozen=True)
class Site:
    ko: str
    en: str
    kind: ComplexKind
    area_thousand_m2: int
    latitude: str
    longitude: str
    town: str
    trade: str
    n_firms: int
    circle_ko: str
    circle_en: str


SITES = [
    Site("낙동일반산업단지", "Nakdong General Industrial Complex",
         ComplexKind.GENERAL, 1460, "36.21000", "128.35000", "경상북도 낙동시(가상)",
         "mould", 6, "낙동 정밀가공 워킹그룹",
         "Nakdong precision machining working group"),
    Site("가람농공단지", "Garam Agricultural-Industrial Complex",
         ComplexKind.RURAL, 210, "36.24000", "128.47000", "경상북도 가람군(가상)",
         "textile", 4, "가람 산업용섬유 워킹그룹",
         "Garam industrial textile working group"),
]  # fmt: skip


def join(cast: Cast, *, officer: User, coordinator: User) -> list[Complex]:
    """The linked complexes with their firms and working groups; one person coordinates them."""
    found = [_live(cast, site, officer, coordinator) for site in SITES]
    _count(found[0], by=officer)
    return found


def _count(complex_: Complex, *, by: User) -> None:
    """Firms and employment by industry in one year, as invented as the complex."""
    at = noon(COUNTED_ON)
    source = statistics.enter_source(
        citation=SOURCE, citation_ko=SOURCE_KO, is_synthetic=True, by=by, at=at
    )
    industries = {one.code: one for one in StatisticalIndustry.objects.all()}
    for row in table("linked_industries_2010"):
        for measure in (Measure.FIRMS, Measure.EMPLOYMENT):
            statistics.record(
                complex=complex_,
                year=COUNTED_ON.year - 1,
                measure=measure,
                unit=COUNTED_IN[measure],
                industry=industries[row["code"]],
                value=row[measure.value],
                source=source,
                by=by,
                at=at,
            )


def _live(cast: Cast, site: Site, officer: User, coordinator: User) -> Complex:
    at = noon(LINKED_ON)
    complex_ = complexes.create(
        name_ko=site.ko,
        name_en=site.en,
        kind=site.kind,
        part=Part.LINKED,
        hub=cast.complex,
        region="경상북도",
        area_thousand_m2=site.area_thousand_m2,
        latitude=Decimal(site.latitude),
        longitude=Decimal(site.longitude),
        is_synthetic=True,
        by=officer,
        at=at,
    )
    complexes.appoint_coordinator(
        complex=complex_, user=coordinator, starts_on=LINKED_ON, by=officer, at=at
    )
    _meet(cast.elsewhere(complex_, town=site.town, by=coordinator), site)
    return complex_


def _meet(cast: Cast, site: Site) -> None:
    """A working group of all the firms, which nobody above them founded."""
    on = LINKED_ON + dt.timedelta(days=30)
    circle = groups.found(
        name_ko=site.circle_ko,
        name_en=site.circle_en,
        kind=GroupKind.WORKING_GROUP,
        complex=cast.complex,
        founded_on=on,
        founded_by=Founder.MEMBERS,
        is_synthetic=True,
        by=cast.by,
        at=noon(on),
    )
    firms = [cast.firm(site.trade, LINKED_ON) for _ in range(site.n_firms)]
    people = [
        (cast.person(site.trade, firm, LINKED_ON), firm) for firm in firms for _ in range(N_PEOPLE)
    ]
    for person, firm in people:
        groups.admit(
            group=circle, person=person, organisation=firm, starts_on=on, by=cast.by, at=noon(on)
        )
    for kind, (person, _firm) in zip(
        (OfficeKind.CHAIR, OfficeKind.SECRETARY), people[::N_PEOPLE], strict=False
    ):
        groups.appoint(
            group=circle, person=person, kind=kind, starts_on=on, by=cast.by, at=noon(on)
        )
