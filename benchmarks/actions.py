"""What an action costs: rules, constraints, audit row and search index, in one transaction.

Peer: the bare row of the same table, written by Django alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from benchmarks import Figure, per_second
from dure.accounts.users import actions as users
from dure.community.models import Organisation, OrganisationKind
from dure.community.organisations import actions as organisations

TIMES = 500
AT = dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)


def figures() -> Iterator[Figure]:
    clerk = users.create(
        email="clerk@dure.example", name="서기", language="ko", password=None, by=None, at=AT
    )

    def register(number: int) -> None:
        organisations.register(
            name_ko=f"가상정밀 {number}", kind=OrganisationKind.FIRM, by=clerk, at=AT
        )

    def insert(number: int) -> None:
        Organisation.objects.create(name_ko=f"그냥정밀 {number}", kind=OrganisationKind.FIRM)

    insert(-1)
    bare = per_second(insert, TIMES)
    yield Figure(
        "organisations registered", per_second(register, TIMES), "/s", "the bare row", bare
    )
