"""What the queue's pages and `dure doctor` read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .engine import schedule
from .models import Job, JobQuerySet, Rhythm, Status, Worker

if TYPE_CHECKING:
    from dure.accounts.models import User

ALIVE_WITHIN = dt.timedelta(seconds=60)


@dataclass(frozen=True)
class Counts:
    waiting: int
    scheduled: int
    running: int
    failed: int


@dataclass(frozen=True)
class Beat:
    """A periodic task: what it is, how often, and the last run that was queued."""

    label: str
    rhythm: str
    due_at: dt.datetime | None


@dataclass(frozen=True)
class Health:
    """Whether the background work is being done."""

    workers: int
    waiting: int
    failed: int
    silent_for: int  # seconds since one of the workers was last heard of
    oldest: dt.datetime | None  # since when the job that should run next has been waiting


def workers_alive(*, at: dt.datetime) -> list[Worker]:
    """Workers heard of in the last minute, the newest first. One query."""
    alive = Worker.objects.filter(stopped_at__isnull=True, seen_at__gte=at - ALIVE_WITHIN)
    return list(alive.order_by("-started_at"))


def rows(*, for_user: User) -> JobQuerySet:
    """Jobs for the list, which orders and pages them."""
    return Job.objects.visible_to(for_user).with_what_is_scheduled()


def counts() -> Counts:
    """What is not over yet, and what has failed. One query."""
    later = Q(run_after__gt=Now())
    found = Job.objects.exclude(status__in=[Status.DONE, Status.DROPPED]).aggregate(
        waiting=Count("pk", filter=Q(status=Status.WAITING) & ~later),
        scheduled=Count("pk", filter=Q(status=Status.WAITING) & later),
        running=Count("pk", filter=Q(status=Status.RUNNING)),
        failed=Count("pk", filter=Q(status=Status.FAILED)),
    )
    return Counts(**found)


def beats() -> list[Beat]:
    """The schedule of the settings. One query."""
    so_far = dict(Rhythm.objects.values_list("task", "due_at"))
    return [
        Beat(Job(task=path).label, in_words(rhythm), so_far.get(path))
        for path, rhythm in schedule.declared().items()
    ]


def in_words(rhythm: str | dt.timedelta) -> str:
    """The common ones; any other cron line stays as it is."""
    if isinstance(rhythm, dt.timedelta):
        minutes = round(rhythm.total_seconds() / 60)
        return ngettext("every minute", "every %(n)s minutes", minutes) % {"n": minutes}
    minute, hour, *days = rhythm.split()
    if days == ["*", "*", "*"] and minute.isdecimal() and hour.isdecimal():
        return _("every day at %(time)s") % {"time": f"{hour:0>2}:{minute:0>2}"}
    return rhythm


def health(*, at: dt.datetime) -> Health:
    """Two queries."""
    due = Q(status=Status.WAITING, run_after__lte=at)
    jobs = Job.objects.filter(status__in=[Status.WAITING, Status.FAILED]).aggregate(
        waiting=Count("pk", filter=due),
        failed=Count("pk", filter=Q(status=Status.FAILED)),
        oldest=Min("run_after", filter=due),
    )
    alive = workers_alive(at=at)
    silent_for = min((worker.silent_for(at) for worker in alive), default=0)
    return Health(workers=len(alive), silent_for=silent_for, **jobs)
