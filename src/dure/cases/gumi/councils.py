"""The council of support agencies, through which the office reaches who can help."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dure.community.groups import actions as groups
from dure.community.models import Founder, GroupKind, OrganisationKind

from .cast import noon

if TYPE_CHECKING:
    from .cast import Cast

FOUNDED = dt.date(2006, 5, 11)


def meet(cast: Cast) -> None:
    council = groups.found(
        name_ko="지원기관협의회",
        name_en="Council of support agencies",
        kind=GroupKind.COUNCIL,
        complex=cast.complex,
        founded_on=FOUNDED,
        founded_by=Founder.OFFICE,
        is_synthetic=True,
        by=cast.by,
        at=noon(FOUNDED),
    )
    for kind in (
        OrganisationKind.AGENCY,
        OrganisationKind.INSTITUTE,
        OrganisationKind.UNIVERSITY,
        OrganisationKind.GOVERNMENT,
    ):
        for organisation in cast.others_of.get(kind, []):
            groups.admit(
                group=council,
                organisation=organisation,
                starts_on=FOUNDED,
                by=cast.by,
                at=noon(FOUNDED),
            )
