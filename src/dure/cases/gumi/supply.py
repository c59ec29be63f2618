"""Who supplies whom: two large plants and the firms that live off them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dure.community.models import OrganisationKind, Size
from dure.community.organisations import actions as organisations

from .cast import noon
from .names import Name

if TYPE_CHECKING:
    from .cast import Cast

OPENED = dt.date(2005, 3, 1)
PLANTS = {
    Name("한바다전자 구미사업장", "Hanbada Electronics, Gumi works"): "26422",
    Name("새벽디스플레이 구미공장", "Saebyeok Display, Gumi works"): "26211",
}
DEPENDENT = 0.6  # of the member firms sell to one of the plants: the paper's 59.6 %
BOTH = 0.1


def tie(cast: Cast) -> None:
    plants = []
    for name, code in PLANTS.items():
        plant = cast.organisation(name, OrganisationKind.FIRM, OPENED)
        cast.classify(plant, size=Size.LARGE, code=code, on=OPENED)
        plants.append(plant)
    for firm in [firm for firms in cast.firms_of.values() for firm in firms]:
        if cast.random.random() > DEPENDENT:
            continue
        since = dt.date(cast.random.randint(2005, 2012), cast.random.randint(1, 12), 1)
        first = cast.random.randrange(2)
        customers = [plants[first]]
        if cast.random.random() < BOTH:
            customers.append(plants[1 - first])
        for customer in customers:
            organisations.record_supply(
                supplier=firm,
                customer=customer,
                starts_on=since,
                share_of_sales_permille=cast.random.randrange(100, 900, 10) // len(customers),
                by=cast.by,
                at=noon(since),
            )
