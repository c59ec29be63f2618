"""A members' workbook of 10,000 rows: read and held against what is recorded, then written.

Peer of the reading: openpyxl going through the same cells. Peer of the writing: the bare rows
of the same tables, without rules, audit, search index or the way back.
"""

from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Callable, Iterator

from openpyxl import load_workbook
from tests.dure.community.imports import workbooks

from benchmarks import Figure
from dure.accounts.users import actions as users
from dure.community.complexes import actions as complexes
from dure.community.groups import actions as groups
from dure.community.imports import actions
from dure.community.models import Membership, Organisation, Person, Post
from dure.core.queue.engine.worker import Loop

ROWS = 10_000
DAY = dt.date(2012, 1, 1)


def figures() -> Iterator[Figure]:
    at = dt.datetime.now(dt.UTC)
    officer = users.create(email="o@example.com", name="O", language="en", by=None, at=at)
    complex_ = complexes.create(
        name_ko="구미", kind="national", part="hub", region="경북", by=None, at=at
    )
    complexes.appoint_coordinator(complex=complex_, user=officer, starts_on=DAY, by=None, at=at)
    group = groups.found(
        name_ko="금형",
        kind="mini_cluster",
        complex=complex_,
        founded_on=DAY,
        founded_by="office",
        by=None,
        at=at,
    )
    content = workbooks.members(ROWS)
    source = actions.upload(
        complex=complex_,
        group=group,
        upload=workbooks.upload(content),
        starts_on=DAY,
        by=officer,
        at=at,
    )
    read = seconds(lambda: Loop().run_until_empty())
    yield Figure(
        "10,000 rows read and compared",
        read,
        "s",
        "openpyxl, values only",
        seconds(lambda: list(load_workbook(io.BytesIO(content), read_only=True).active.values)),
    )
    actions.confirm(source=source, replaces=False, by=officer, at=at)
    written = seconds(lambda: Loop().run_until_empty())
    yield Figure("10,000 rows written", written, "s", "bare rows", seconds(lambda: bare(group.pk)))


def bare(group: int) -> None:
    firms = Organisation.objects.bulk_create(
        [Organisation(name_ko=f"기업 {n}", kind="firm") for n in range(ROWS)]
    )
    people = Person.objects.bulk_create([Person(name_ko=f"사람 {n}") for n in range(2 * ROWS)])
    Post.objects.bulk_create(
        [Post(person=p, organisation=firms[n // 2], starts_on=DAY) for n, p in enumerate(people)]
    )
    Membership.objects.bulk_create(
        [
            Membership(group_id=group, person=people[2 * n], organisation=firm, starts_on=DAY)
            for n, firm in enumerate(firms)
        ]
    )


def seconds(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start
