"""The bodies that grew out of the mould mini-cluster: company, association, park, cooperative."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model

from dure.community.groups import actions as groups
from dure.community.models import Founder, GroupKind, Membership, OfficeKind, OrganisationKind
from dure.core.precision import Precision

from .cast import Cast, noon
from .plan import MOULD_CIRCLES

if TYPE_CHECKING:
    from dure.community.models import Group, Organisation

    from .networks import Networks

Row = TypeVar("Row", bound=Model)

COMPANY = "협업사"
ASSOCIATION = "(사)구미금형산업발전협의회"
PARK = "금형협동화단지"
COOPERATIVE = "협동조합"
N_COMPANY_FOUNDERS, N_COMPANY = 9, 11
N_ASSOCIATION = 80
N_COOPERATIVE = 19

# Where the source gives a year or a month, some day of it stands in its place.
FOUNDED = {
    COMPANY: dt.date(2008, 3, 25),
    ASSOCIATION: dt.date(2010, 7, 1),
    PARK: dt.date(2012, 7, 1),
    COOPERATIVE: dt.date(2013, 3, 1),
}
KNOWN_TO = {
    COMPANY: Precision.DAY,
    ASSOCIATION: Precision.YEAR,
    PARK: Precision.YEAR,
    COOPERATIVE: Precision.MONTH,
}
BOARD = [
    (OfficeKind.CHAIR, 1),
    (OfficeKind.VICE_CHAIR, 2),
    (OfficeKind.TREASURER, 1),
    (OfficeKind.SECRETARY, 1),
    (OfficeKind.AUDITOR, 1),
    (OfficeKind.STEERING, 4),
]


def grow(cast: Cast, networks: Networks) -> dict[str, Group]:
    """Found the later bodies, with as many member firms as the paper's table 8 gives."""
    first, second = (networks.circles[circle.ko].group for circle in MOULD_CIRCLES[:2])
    company = _found(
        cast, COMPANY, "Joint-work company of mould makers", GroupKind.COMPANY, [first]
    )
    core = _firms([first, second], FOUNDED[COMPANY])
    _admit(cast, company, core[:N_COMPANY_FOUNDERS], FOUNDED[COMPANY])
    _admit(cast, company, core[N_COMPANY_FOUNDERS:N_COMPANY], dt.date(2009, 4, 1))

    association = _found(
        cast,
        ASSOCIATION,
        "Gumi Mould Industry Development Association",
        GroupKind.ASSOCIATION,
        [company, first, second],
    )
    mould = networks.clusters["mould"].group
    wide = _firms([first, second, mould], FOUNDED[ASSOCIATION])
    rest = [firm for firm in cast.firms_of["mould"] if firm not in wide]
    _admit(cast, association, [*wide, *rest][:N_ASSOCIATION], FOUNDED[ASSOCIATION])
    _elect(cast, association, FOUNDED[ASSOCIATION])

    park = _found(cast, PARK, "Mould cooperative park", GroupKind.PARK, [association])
    settlers = wide[:N_COOPERATIVE]
    _admit(cast, park, settlers, FOUNDED[PARK])
    cooperative = _found(
        cast, COOPERATIVE, "Operating cooperative of the park", GroupKind.COOPERATIVE, [park]
    )
    _admit(cast, cooperative, settlers, FOUNDED[COOPERATIVE])
    _elect(cast, cooperative, FOUNDED[COOPERATIVE])
    return {g.name_ko: g for g in (company, association, park, cooperative)}


def _found(cast: Cast, ko: str, en: str, kind: GroupKind, ancestors: list[Group]) -> Group:
    return groups.found(
        name_ko=ko,
        name_en=en,
        kind=kind,
        complex=cast.complex,
        founded_on=FOUNDED[ko],
        founded_precision=KNOWN_TO[ko],
        founded_by=Founder.MEMBERS,
        grew_out_of=ancestors,
        by=cast.by,
        at=noon(FOUNDED[ko]),
    )


def _firms(bodies: list[Group], on: dt.date) -> list[Organisation]:
    """The firms whose people were in these bodies on a day, each once, in the bodies' order."""
    return _once(
        membership.organisation
        for body in bodies
        for membership in Membership.objects.on(on)
        .filter(group=body, organisation__kind=OrganisationKind.FIRM)
        .select_related("organisation")
        .order_by("pk")
    )


def _admit(cast: Cast, body: Group, firms: list[Organisation], on: dt.date) -> None:
    for firm in firms:
        groups.admit(group=body, organisation=firm, starts_on=on, by=cast.by, at=noon(on))


def _elect(cast: Cast, body: Group, on: dt.date) -> None:
    """A board of people whose firms are members."""
    firms = Membership.objects.on(on).filter(group=body).order_by("pk").values("organisation")
    chosen = iter(
        _once(
            membership.person
            for membership in Membership.objects.on(on)
            .filter(organisation__in=firms, person__isnull=False)
            .select_related("person")
            .order_by("pk")
        )
    )
    for kind, n in BOARD:
        for _ in range(n):
            groups.appoint(
                group=body, person=next(chosen), kind=kind, starts_on=on, by=cast.by, at=noon(on)
            )


def _once(rows: Iterable[Row | None]) -> list[Row]:
    """Each row once, in the order of its first coming."""
    return list({row.pk: row for row in rows if row is not None}.values())
