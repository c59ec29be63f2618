from __future__ import annotations

import datetime as dt

import pytest
from django.utils.module_loading import import_string

from dure.core.models import Job, Rhythm
from dure.core.queue.engine import schedule
from dure.core.queue.engine.backend import QueuedTask
from dure.core.queue.engine.calendar import latest_due
from tests.factories import NOON

from . import errands

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
HOURLY = {errands.run.module_path: HOUR}


def queue_what_is_due(at: dt.datetime) -> list[Job]:
    return schedule.queue_what_is_due(at=at, schedule=HOURLY)


def test_a_new_periodic_task_waits_for_its_next_moment():
    assert queue_what_is_due(NOON) == []
    assert Rhythm.objects.get().due_at == NOON


def test_each_due_run_is_queued_once():
    queue_what_is_due(NOON)

    (job,) = queue_what_is_due(NOON + HOUR)

    assert queue_what_is_due(NOON + HOUR) == []
    assert (job.due_at, job.task) == (NOON + HOUR, errands.run.module_path)


def test_after_a_night_without_workers_only_the_latest_run_is_queued():
    queue_what_is_due(NOON)

    queue_what_is_due(NOON + 8 * HOUR + HOUR / 2)

    assert [job.due_at for job in Job.objects.all()] == [NOON + 8 * HOUR]


def test_two_workers_that_look_at_the_same_time_queue_it_once(monkeypatch):
    """The second has read the row before the first wrote it."""
    queue_what_is_due(NOON)
    monkeypatch.setattr(
        "dure.core.queue.engine.schedule._so_far", lambda _schedule: {errands.run.module_path: NOON}
    )

    first, second = queue_what_is_due(NOON + HOUR), queue_what_is_due(NOON + HOUR)

    assert (len(first), len(second)) == (1, 0)


def test_looking_costs_one_query_when_nothing_is_due(django_assert_num_queries):
    queue_what_is_due(NOON)

    with django_assert_num_queries(1):
        queue_what_is_due(NOON)


def test_every_periodic_task_of_the_settings_exists_and_is_due_some_day():
    declared = schedule.declared()

    assert declared
    for path, rhythm in declared.items():
        assert isinstance(import_string(path), QueuedTask)
        assert latest_due(rhythm, at=NOON, zone=dt.UTC) <= NOON
