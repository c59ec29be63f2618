"""How many background tasks a worker does in a second.

Peer: django-tasks-db, the queue by the authors of the task interface. It keeps a result too, but
has no lease, no retry, and does not join a task with its end: 3 commits where ours has 2. Both
write one row; both are driven inside this process, so that neither pays for starting up.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator

from django.db import transaction
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker

from benchmarks import Figure, per_second
from dure.core.models import AuditEvent
from dure.core.queue.engine.worker import Loop

JOBS = 500
AT = dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)


def _effect() -> None:
    AuditEvent.objects.create(action="bench", target="bench:1", done_at=AT)


@task()
def ours() -> None:
    _effect()


@task(backend="peer")
def theirs() -> None:
    _effect()


def figures() -> Iterator[Figure]:
    yield Figure(
        "tasks queued, each in its transaction",
        per_second(_in_a_transaction(ours.enqueue), JOBS),
        "/s",
        "django-tasks-db",
        per_second(_in_a_transaction(theirs.enqueue), JOBS),
    )
    yield Figure(
        "tasks done by one worker",
        JOBS / _seconds(Loop().run_until_empty),
        "/s",
        "django-tasks-db",
        JOBS / _seconds(_their_worker().run),
    )
    yield from _with_many_waiting()


def _with_many_waiting() -> Iterator[Figure]:
    """A queue that has grown to many times its size takes jobs no slower."""
    with transaction.atomic():
        for _ in range(20 * JOBS):
            ours.enqueue()
            theirs.enqueue()
    loop, worker = Loop(), _their_worker(JOBS)
    yield Figure(
        f"the same, while {20 * JOBS:,} wait",
        JOBS / _seconds(lambda: [loop.turn() for _ in range(JOBS)]),
        "/s",
        "django-tasks-db",
        JOBS / _seconds(worker.run),
    )


def _in_a_transaction(enqueue: Callable[[], object]) -> Callable[[int], object]:
    def deed(_number: int) -> None:
        with transaction.atomic():
            enqueue()

    return deed


def _their_worker(most: int | None = None) -> Worker:
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="peer",
        startup_delay=False,
        max_tasks=most,
        worker_id="bench",
        excluded_queue_names=[],
    )


def _seconds(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start
