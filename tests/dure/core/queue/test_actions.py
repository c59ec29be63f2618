from __future__ import annotations

import datetime as dt

import pytest

from dure.core.errors import RuleBroken
from dure.core.models import AuditEvent, Job, Worker
from dure.core.queue import actions
from dure.core.queue.engine.worker import Loop
from dure.core.queue.models import Status
from tests.factories import NOON, JobFactory, UserFactory

pytestmark = pytest.mark.django_db

LATER = NOON + dt.timedelta(hours=1)


def test_retry_gives_a_failed_job_all_its_attempts_again():
    officer = UserFactory()

    job = actions.retry(job=JobFactory(failed=True), by=officer, at=LATER)

    job.refresh_from_db()
    assert (job.status, job.attempts, job.run_after) == (Status.WAITING, 0, LATER)
    assert len(job.errors) == 1
    event = AuditEvent.objects.get()
    assert (event.action, event.done_by, event.done_at) == ("job.retried", officer, LATER)


def test_retry_refuses_where_the_same_is_queued_anew():
    failed = JobFactory(failed=True, unique_key="k")
    JobFactory(unique_key="k")

    with pytest.raises(RuleBroken, match="waiting or running already"):
        actions.retry(job=failed, by=None, at=LATER)

    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("state", [{}, {"failed": True}], ids=["waiting", "failed"])
def test_drop_ends_a_job(state):
    job = actions.drop(job=JobFactory(**state), by=None, at=LATER)

    job.refresh_from_db()
    assert (job.status, job.finished_at) == (Status.DROPPED, LATER)
    assert AuditEvent.objects.get().action == "job.dropped"


@pytest.mark.parametrize(
    ("deed", "state"),
    [
        (actions.retry, {}),
        (actions.retry, {"running": True}),
        (actions.drop, {"running": True}),
        (actions.drop, {"status": Status.DONE, "finished_at": NOON}),
    ],
)
def test_a_job_that_has_moved_on_is_left_alone(deed, state):
    job = JobFactory(**state)

    with pytest.raises(RuleBroken, match="Load the page again"):
        deed(job=job, by=None, at=LATER)


def test_doing_it_twice_is_refused_in_words():
    job = JobFactory(failed=True)
    actions.retry(job=job, by=None, at=LATER)

    with pytest.raises(RuleBroken, match="Waiting cannot become Waiting"):
        actions.retry(job=job, by=None, at=LATER)


def test_tidy_forgets_what_ended_long_ago():
    now = dt.datetime.now(dt.UTC)
    old, ancient = now - dt.timedelta(days=20), now - dt.timedelta(days=400)
    JobFactory(status=Status.DONE, finished_at=old)
    kept = [
        JobFactory(status=Status.DONE, finished_at=now),
        JobFactory(failed=True, finished_at=old),
        JobFactory(enqueued_at=ancient, run_after=now + dt.timedelta(days=1)),
    ]
    JobFactory(failed=True, finished_at=ancient)
    Worker.objects.create(name="gone", started_at=ancient, seen_at=old)
    tidy = actions.tidy.enqueue()

    Loop().turn()

    assert set(Job.objects.exclude(pk=tidy.id)) == set(kept)
    assert actions.tidy.get_result(tidy.id).return_value == 2
    assert not Worker.objects.exists()
