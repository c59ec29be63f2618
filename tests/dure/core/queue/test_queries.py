from __future__ import annotations

import datetime as dt

import pytest

from dure.core.models import Rhythm, Worker
from dure.core.queue import queries
from dure.core.queue.queries import Counts, Health
from tests.factories import NOON, JobFactory

pytestmark = pytest.mark.django_db

SECOND = dt.timedelta(seconds=1)
FAR = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)


def test_a_worker_is_alive_while_it_was_heard_of_and_has_not_stopped():
    alive = Worker.objects.create(name="a", started_at=NOON, seen_at=NOON - 59 * SECOND)
    Worker.objects.create(name="b", started_at=NOON, seen_at=NOON - 61 * SECOND)
    Worker.objects.create(name="c", started_at=NOON, seen_at=NOON, stopped_at=NOON)

    assert queries.workers_alive(at=NOON) == [alive]


def test_health_counts_what_is_due_and_what_failed(django_assert_num_queries):
    JobFactory(run_after=NOON - SECOND)
    JobFactory()
    JobFactory(run_after=NOON + SECOND)
    JobFactory(failed=True)

    with django_assert_num_queries(2):
        health = queries.health(at=NOON)

    assert health == Health(workers=0, waiting=2, failed=1, oldest=NOON - SECOND, silent_for=0)


def test_counts():
    JobFactory()
    JobFactory(run_after=FAR)
    JobFactory(running=True)
    JobFactory(failed=True)
    JobFactory(status="done", finished_at=NOON)

    assert queries.counts() == Counts(waiting=1, scheduled=1, running=1, failed=1)


def test_beats_say_what_is_periodic():
    Rhythm.objects.create(task="dure.core.queue.actions.tidy", due_at=NOON)

    beats = {beat.label: (beat.rhythm, beat.due_at) for beat in queries.beats()}

    assert beats["Forget finished jobs"] == ("every day at 03:17", NOON)
    assert beats["Remove files that belong to nothing"] == ("every day at 03:41", None)


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        ("5 9 * * *", "every day at 09:05"),
        ("5 9 * * 1", "5 9 * * 1"),
        ("*/5 9 * * *", "*/5 9 * * *"),
        (dt.timedelta(minutes=1), "every minute"),
        (dt.timedelta(hours=1), "every 60 minutes"),
    ],
)
def test_rhythms_in_words(rhythm, words):
    assert queries.in_words(rhythm) == words
