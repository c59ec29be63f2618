"""The load of the Gumi case through its actions, in rows a second; tens of seconds.

Peer: the bare row, of one table, written by Django alone.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

from benchmarks import Figure, per_second
from dure.cases.gumi import actions
from dure.community.models import (
    IndustryClass,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Post,
    SizeClass,
    SupplyTie,
)

TIMES = 500
WRITTEN = (Organisation, SizeClass, IndustryClass, SupplyTie, Person, Post, Membership)


def figures() -> Iterator[Figure]:
    def insert(number: int) -> None:
        Organisation.objects.create(name_ko=f"그냥정밀 {number}", kind=OrganisationKind.FIRM)

    insert(-1)
    bare = per_second(insert, TIMES)
    before = _n_rows()
    start = time.perf_counter()
    actions.load(tell=lambda _: None, at=dt.datetime.now(dt.UTC))
    seconds = time.perf_counter() - start
    n = _n_rows() - before
    yield Figure("rows of the Gumi case", n / seconds, "/s", "the bare row", bare)


def _n_rows() -> int:
    return sum(model._default_manager.count() for model in WRITTEN)
