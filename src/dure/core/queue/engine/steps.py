"""What a task may ask of the queue while it runs.

A resumable task does its work in steps, each of them a transaction of its own::

    @task(takes_context=True, resumable=True)
    def bring_up_to_date(context: TaskContext, complex_id: int) -> None:
        for year in missing_years(complex_id):
            with step():
                write(year, at=moment(context))

Run again from the start it must find what is done and go on. A step of a worker that has
lost its lease is rolled back, so that two workers never both write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from django_tasks.base import TaskContext

from dure.core.queue.models import Job

from . import leases


@dataclass(frozen=True)
class Held:
    job: Job
    patience: leases.Patience


_held: ContextVar[Held | None] = ContextVar("held", default=None)


@contextmanager
def holding(job: Job, patience: leases.Patience) -> Iterator[None]:
    token = _held.set(Held(job, patience))
    try:
        yield
    finally:
        _held.reset(token)


@contextmanager
def step() -> Iterator[None]:
    """One transaction, which commits only while the job is still ours. Renews the lease."""
    with transaction.atomic():
        yield
        if held := _held.get():
            until = held.patience.lease_from(dt.datetime.now(dt.UTC))
            leases.renew(held.job, until=until)


def moment(context: TaskContext) -> dt.datetime:
    """When this attempt began: the ``at`` for the actions that the task calls."""
    started = context.task_result.last_attempted_at
    assert started is not None  # noqa: S101 - a running job has been started
    return started


def is_last_attempt() -> bool:
    """Outside a worker there is no other attempt."""
    held = _held.get()
    return held is None or held.job.attempts >= held.job.max_attempts
