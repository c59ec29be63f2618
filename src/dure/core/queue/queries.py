"""What the queue's pages and `dure doctor` read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from .models import Job, Status, Worker

ALIVE_WITHIN = dt.timedelta(seconds=60)


@dataclass(frozen=True)
class Health:
    """Whether the background work is being done."""

    workers: int
    waiting: int
    failed: int
    oldest: dt.datetime | None  # since when the job that should run next has been waiting


def workers_alive(*, at: dt.datetime) -> list[Worker]:
    """Workers heard of in the last minute, the newest first. One query."""
    alive = Worker.objects.filter(stopped_at__isnull=True, seen_at__gte=at - ALIVE_WITHIN)
    return list(alive.order_by("-started_at"))


def health(*, at: dt.datetime) -> Health:
    """Two queries."""
    due = Q(status=Status.WAITING, run_after__lte=at)
    jobs = Job.objects.filter(status__in=[Status.WAITING, Status.FAILED]).aggregate(
        waiting=Count("pk", filter=due),
        failed=Count("pk", filter=Q(status=Status.FAILED)),
        oldest=Min("run_after", filter=due),
    )
    return Health(workers=len(workers_alive(at=at)), **jobs)
