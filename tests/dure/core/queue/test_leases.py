from __future__ import annotations

import datetime as dt
import random

import pytest

from dure.core.models import Job
from dure.core.queue.engine import leases
from dure.core.queue.engine.leases import GiveUp, LeaseLost, Patience
from dure.core.queue.models import Status
from tests.factories import NOON, JobFactory

pytestmark = pytest.mark.django_db

PATIENCE = Patience(lease=60, first_wait=10, longest_wait=100)
MINUTE = dt.timedelta(minutes=1)


def take(**options) -> Job | None:
    return leases.take(**{"worker": "w", "patience": PATIENCE, "at": NOON, **options})


def give_back(job: Job, error: Exception) -> Job:
    leases.give_back(job, error=error, kind="x.E", text="why", patience=PATIENCE, at=NOON)
    job.refresh_from_db()
    return job


def test_take_leases_the_job():
    JobFactory()

    job = take()

    job.refresh_from_db()
    assert (job.status, job.attempts, job.workers) == (Status.RUNNING, 1, ["w"])
    assert (job.started_at, job.leased_until) == (NOON, NOON + MINUTE)
    assert job.lease is not None


def test_take_finds_nothing_where_nothing_waits():
    JobFactory(running=True)
    JobFactory(run_after=NOON + MINUTE)

    assert take() is None


def test_take_finds_nothing_where_another_was_quicker(monkeypatch):
    JobFactory()
    monkeypatch.setattr("django.db.models.QuerySet.first", lambda _rows: None)

    assert take() is None


def test_take_prefers_the_urgent_then_what_waits_longest():
    late = JobFactory(run_after=NOON)
    early = JobFactory(run_after=NOON - MINUTE)
    urgent = JobFactory(priority=1)

    assert [take(), take(), take()] == [urgent, early, late]


def test_take_only_from_the_named_queues():
    JobFactory()
    long = JobFactory(queue="long")

    assert take(queues=["long"]) == long
    assert take(queues=["long"]) is None


def test_finish_keeps_the_answer():
    job = JobFactory(running=True)

    leases.finish(job, value={"rows": 3}, at=NOON)

    job.refresh_from_db()
    assert (job.status, job.return_value, job.finished_at) == (Status.DONE, {"rows": 3}, NOON)
    assert job.lease is None


def test_finish_runs_once_more_what_was_queued_while_it_ran():
    job = JobFactory(running=True, again=True)

    leases.finish(job, value=None, at=NOON)

    job.refresh_from_db()
    assert (job.status, job.again, job.attempts) == (Status.WAITING, False, 0)


@pytest.mark.parametrize("deed", ["finish", "renew", "give_back"])
def test_who_has_lost_the_lease_changes_nothing(deed):
    job = JobFactory(running=True)
    other = JobFactory.build(running=True, pk=job.pk)

    with pytest.raises(LeaseLost):
        {
            "finish": lambda: leases.finish(other, value=1, at=NOON),
            "renew": lambda: leases.renew(other, until=NOON),
            "give_back": lambda: give_back(other, ValueError()),
        }[deed]()

    before = job.leased_until
    job.refresh_from_db()
    assert (job.status, job.leased_until) == (Status.RUNNING, before)


def test_what_has_just_ended_is_not_leased_again():
    job = JobFactory(running=True)
    leases.finish(job, value=None, at=NOON)

    leases.renew(job, until=NOON)

    job.refresh_from_db()
    assert (job.status, job.leased_until) == (Status.DONE, None)


def test_give_back_waits_for_another_attempt():
    job = give_back(JobFactory(running=True), ValueError())

    assert job.status == Status.WAITING
    assert job.errors == [{"kind": "x.E", "text": "why", "at": NOON.isoformat()}]
    assert NOON + dt.timedelta(seconds=5) <= job.run_after <= NOON + dt.timedelta(seconds=15)


def test_give_back_fails_after_the_last_attempt():
    job = give_back(JobFactory(running=True, attempts=8), ValueError())

    assert (job.status, job.finished_at) == (Status.FAILED, NOON)


def test_give_back_fails_at_once_where_trying_again_cannot_help():
    assert give_back(JobFactory(running=True), GiveUp()).status == Status.FAILED


def test_the_wait_doubles_up_to_a_limit():
    class Middle(random.Random):
        def uniform(self, low, high):
            return (low + high) / 2

    waits = [PATIENCE.wait_after(n, Middle()).total_seconds() for n in (0, 1, 2, 3, 4, 5, 99)]

    assert waits == [0, 10, 20, 40, 80, 100, 100]


def test_redeliver_puts_an_abandoned_job_back_at_once():
    lost = JobFactory(running=True, leased_until=NOON - MINUTE, workers=["w"])
    alive = JobFactory(running=True, leased_until=NOON + MINUTE)

    assert leases.redeliver(patience=PATIENCE, at=NOON) == 1

    lost.refresh_from_db()
    alive.refresh_from_db()
    assert (lost.status, lost.run_after, lost.lease) == (Status.WAITING, NOON, None)
    assert "worker w took this job" in lost.errors[0]["text"]
    assert alive.status == Status.RUNNING


def test_redeliver_waits_longer_each_time():
    job = JobFactory(running=True, leased_until=NOON - MINUTE, attempts=3)

    leases.redeliver(patience=PATIENCE, at=NOON)

    job.refresh_from_db()
    assert job.run_after >= NOON + dt.timedelta(seconds=10)


def test_redeliver_gives_up_on_a_job_that_kills_its_workers():
    job = JobFactory(running=True, leased_until=NOON - MINUTE, attempts=8)

    leases.redeliver(patience=PATIENCE, at=NOON)

    job.refresh_from_db()
    assert job.status == Status.FAILED


def test_redeliver_looks_without_a_lock_first(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert leases.redeliver(patience=PATIENCE, at=NOON) == 0
