from __future__ import annotations

import pytest
from django.db import IntegrityError

from dure.core.models import Job
from dure.core.queue.models import NEXT, Status
from tests.factories import NOON, JobFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "impossible",
    [
        {"status": Status.RUNNING},
        {"leased_until": NOON},
        {"status": Status.DONE},
        {"finished_at": NOON},
        {"max_attempts": 0},
    ],
    ids=["running without lease", "leased while waiting", "done never", "waiting but over", "0"],
)
def test_a_job_that_cannot_be_is_refused(impossible):
    with pytest.raises(IntegrityError):
        JobFactory(**impossible)


def test_two_open_jobs_of_one_key_are_refused():
    JobFactory(unique_key="k", failed=True)
    JobFactory(unique_key="k")

    with pytest.raises(IntegrityError):
        JobFactory(unique_key="k", running=True)


def test_jobs_without_a_key_do_not_mind_each_other():
    JobFactory.create_batch(2)

    assert Job.objects.count() == 2


def test_one_run_for_each_due_moment():
    JobFactory(due_at=NOON, failed=True)

    with pytest.raises(IntegrityError):
        JobFactory(due_at=NOON)


def test_every_status_says_what_may_follow():
    assert set(NEXT) == set(Status)
    assert Job(status=Status.FAILED).can_become(Status.WAITING)
    assert not Job(status=Status.DONE).can_become(Status.WAITING)
