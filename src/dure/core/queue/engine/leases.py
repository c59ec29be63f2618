"""A job goes from hand to hand by its lease: taken, renewed, given back, or found abandoned.

Every write names the lease it was taken under. A worker that was thought dead and is not
finds its lease replaced, and whatever it did in that transaction is rolled back.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from dure.core.queue.models import Job, Status

ERROR_LENGTH = 8_000
KEPT_ERRORS = 20


class LeaseLost(Exception):
    """Another worker has this job now; nothing that this one did may be kept."""


class GiveUp(Exception):
    """A task raises this when trying again cannot help: the job fails at once."""


@dataclass(frozen=True)
class Patience:
    """How long a lease holds without a sign of life, and how long to wait between attempts."""

    lease: float = 60
    first_wait: float = 10
    longest_wait: float = 3600

    def lease_from(self, at: dt.datetime) -> dt.datetime:
        return at + dt.timedelta(seconds=self.lease)

    def wait_after(self, attempts: int, chance: random.Random) -> dt.timedelta:
        """Doubles with every attempt, less or more by half, so that jobs do not come in waves."""
        if attempts < 1:
            return dt.timedelta(0)
        doubled = self.first_wait * 2 ** min(attempts - 1, 30)
        return dt.timedelta(seconds=min(doubled, self.longest_wait) * chance.uniform(0.5, 1.5))


def take(
    *, worker: str, patience: Patience, queues: Collection[str] = (), at: dt.datetime
) -> Job | None:
    """The most urgent job, leased; on PostgreSQL past those that others are just taking."""
    ready = Job.objects.ready(at)
    if queues:
        ready = ready.filter(queue__in=queues)
    if not ready.exists():  # a look takes no lock; on SQLite a transaction would
        return None
    with transaction.atomic():
        job = ready.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.status = Status.RUNNING
        job.lease, job.leased_until = uuid.uuid4(), patience.lease_from(at)
        job.attempts += 1
        job.attempted_at, job.started_at = at, job.started_at or at
        job.workers = [*job.workers, worker][-KEPT_ERRORS:]
        job.save(
            update_fields=[
                *("status", "lease", "leased_until", "attempts"),
                *("attempted_at", "started_at", "workers"),
            ]
        )
    return job


def renew(job: Job, *, until: dt.datetime) -> None:
    """In the database alone: the row in memory belongs to another thread, which may just end it."""
    if lease := job.lease:
        _write(job, {"leased_until": until}, lease)


def finish(job: Job, *, value: Any, at: dt.datetime) -> None:
    """Done; or waiting once more, where the same was queued again while it ran."""
    ended = {"lease": None, "leased_until": None, "return_value": value}
    held = Job.objects.filter(pk=job.pk, lease=job.lease)
    done = {**ended, "status": Status.DONE, "finished_at": at}
    if held.filter(again=False).update(**done):
        _remember(job, done)
    else:
        _change(job, status=Status.WAITING, run_after=at, again=False, attempts=0, **ended)


def give_back(
    job: Job, *, error: BaseException, kind: str, text: str, patience: Patience, at: dt.datetime
) -> None:
    """After an error: wait for another attempt, or failed."""
    final = isinstance(error, GiveUp)
    _change(
        job, **_after(job, kind, text, patience.wait_after(job.attempts, CHANCE), at, final=final)
    )


def redeliver(*, patience: Patience, at: dt.datetime) -> int:
    """Put jobs back whose worker is gone. The first time at once, then with growing waits."""
    if not Job.objects.abandoned(at).exists():
        return 0
    with transaction.atomic():
        lost = list(Job.objects.abandoned(at).select_for_update(skip_locked=True)[:100])
        for job in lost:
            wait = patience.wait_after(job.attempts - 1, CHANCE)
            _change(job, **_after(job, "WorkerLost", _lost(job), wait, at, final=False))
    return len(lost)


CHANCE = random.Random()  # noqa: S311 - spreads retries, protects nothing


def _after(
    job: Job, kind: str, text: str, wait: dt.timedelta, at: dt.datetime, *, final: bool
) -> dict[str, Any]:
    error = {"kind": kind, "text": text[-ERROR_LENGTH:], "at": at.isoformat()}
    columns = {
        "errors": [*job.errors, error][-KEPT_ERRORS:],
        "lease": None,
        "leased_until": None,
        "again": False,
    }
    if final or job.attempts >= job.max_attempts:
        return {**columns, "status": Status.FAILED, "finished_at": at}
    return {**columns, "status": Status.WAITING, "run_after": at + wait}


def _lost(job: Job) -> str:
    worker = job.workers[-1] if job.workers else "?"
    return f"The worker {worker} took this job and was not heard of again."


def _change(job: Job, **columns: Any) -> None:
    _write(job, columns, job.lease)
    _remember(job, columns)


def _write(job: Job, columns: dict[str, Any], lease: uuid.UUID | None) -> None:
    if not Job.objects.filter(pk=job.pk, lease=lease).update(**columns):
        raise LeaseLost(f"{job}: another worker has it")


def _remember(job: Job, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(job, name, value)
