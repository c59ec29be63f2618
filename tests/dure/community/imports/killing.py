"""Kills server and worker with SIGKILL all through an import, and prints what came of it.

What the server does is done in a child that is killed after a moment, until it has happened; so
are the workers, as often as the queue lets a job be tried.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connections

from dure.community.import_rows import actions as rows
from dure.community.import_rows.models import Import, Status
from dure.community.imports import actions
from dure.community.models import Membership, Organisation, Person, Post
from dure.core.models import AuditEvent, Job
from dure.core.queue.engine.worker import Loop
from tests.factories import NOON, CoordinationFactory, GroupFactory

from . import workbooks

KILLS = 6  # of a worker at one job; the queue gives up after eight
ROWS = 600
PATIENCE = 120


def run(folder: str) -> None:
    settings.MEDIA_ROOT = Path(folder)
    rows.BATCH = 50
    group = GroupFactory()
    by = CoordinationFactory(complex=group.complex).user
    content = workbooks.members(ROWS)
    chance = random.Random()  # noqa: S311 - moments, not secrets
    killed = Counter[str]()

    def upload() -> None:
        file = workbooks.upload(content)
        actions.upload(
            complex=group.complex, group=group, upload=file, starts_on=DAY, by=by, at=NOON
        )

    def confirm() -> None:
        actions.confirm(source=Import.objects.get(), replaces=False, by=by, at=NOON)

    def undo() -> None:
        actions.undo(source=Import.objects.get(), by=by, at=NOON)

    told = {}
    for name, deed, done in [
        ("upload", upload, Status.READY),
        ("confirm", confirm, Status.WRITTEN),
        ("undo", undo, Status.UNDONE),
    ]:
        while not Job.objects.filter(status__in=["waiting", "running"]).exists():
            killed[f"server {name}"] += live_and_die(deed, chance.uniform(0, 0.05))
        for _ in range(KILLS):
            killed[f"worker {name}"] += live_and_die(
                Loop(pause=0.005).run, chance.uniform(0.1, 0.6)
            )
        finish(done)
        told[name] = counted()
    print(json.dumps({"killed": killed, **told}))


DAY = dt.date(2012, 1, 1)


def live_and_die(deed: Callable[[], object], seconds: float) -> bool:
    """Whether the child had to be killed; one that was quicker ended by itself."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            deed()
        finally:
            connections.close_all()
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def finish(status: Status) -> None:
    until = time.monotonic() + PATIENCE
    while Import.objects.get().status != status:
        if time.monotonic() > until:
            raise RuntimeError([(job.task, job.status, job.errors) for job in Job.objects.all()])
        Loop().run_until_empty()
        time.sleep(0.05)


def counted() -> dict[str, int]:
    source = Import.objects.get()
    registered = AuditEvent.objects.filter(action="organisation.registered")
    return {
        "imports": Import.objects.count(),
        "rows": source.rows.count(),
        "done": source.n_done,
        "organisations": Organisation.objects.count(),
        "people": Person.objects.count(),
        "posts": Post.objects.count(),
        "memberships": Membership.objects.count(),
        "audited": registered.count(),
        "audited once": registered.values("target").distinct().count(),
    }
