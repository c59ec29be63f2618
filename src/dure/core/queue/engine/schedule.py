"""Periodic tasks: each due run is queued exactly once, by whichever worker comes first.

They are declared in one place, ``TASKS["default"]["OPTIONS"]["schedule"]`` of the settings: a
task's path and its rhythm. After a time without workers only the latest missed run is queued.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import default_task_backend

from dure.core.queue.models import Job, Rhythm

from .backend import QueuedTask, queue
from .calendar import latest_due

Schedule = Mapping[str, str | dt.timedelta]


def declared() -> Schedule:
    schedule: Schedule = default_task_backend.options.get("schedule", {})
    return schedule


def queue_what_is_due(*, at: dt.datetime, schedule: Schedule | None = None) -> list[Job]:
    schedule = declared() if schedule is None else schedule
    zone = ZoneInfo(settings.TIME_ZONE)
    so_far = _so_far(schedule)
    queued = []
    for path, rhythm in schedule.items():
        due_at = latest_due(rhythm, at=at, zone=zone)
        if path not in so_far:
            Rhythm.objects.get_or_create(task=path, defaults={"due_at": due_at})
        elif so_far[path] < due_at and (job := _queue_run(path, due_at, at)):
            queued.append(job)
    return queued


def _so_far(schedule: Schedule) -> dict[str, dt.datetime]:
    return dict(Rhythm.objects.filter(task__in=schedule).values_list("task", "due_at"))


@transaction.atomic
def _queue_run(path: str, due_at: dt.datetime, at: dt.datetime) -> Job | None:
    """The job for this run; ``None`` where another worker moved the row first."""
    behind = Rhythm.objects.filter(task=path, due_at__lt=due_at)
    if not behind.update(due_at=due_at):
        return None
    task: QueuedTask[[], object] = import_string(path)
    return queue(task, (), {}, at=at, due_at=due_at)
