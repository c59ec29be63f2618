from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import transaction
from django_tasks import TaskResultStatus, default_task_backend
from django_tasks.exceptions import TaskResultDoesNotExist

from dure.core.models import Job
from dure.core.queue.engine.backend import LONG, SHORT, limit_of, may_wait, queue, task_of
from dure.core.queue.models import Status
from tests.factories import NOON, JobFactory

from . import errands

pytestmark = pytest.mark.django_db


def test_enqueue_writes_a_waiting_job():
    result = errands.run.enqueue("far away")

    job = Job.objects.get(pk=result.id)
    assert (job.status, job.args, job.kwargs) == (Status.WAITING, ["far away"], {})
    assert job.run_after == job.enqueued_at
    assert result.status == TaskResultStatus.READY


def test_enqueue_joins_the_transaction_at_hand():
    with transaction.atomic():
        errands.run.enqueue()
        transaction.set_rollback(True)

    assert not Job.objects.exists()


def test_enqueue_keeps_priority_queue_and_time():
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)

    task = errands.run.using(priority=7, queue_name="long", run_after=later)
    job = Job.objects.get(pk=task.enqueue().id)

    assert (job.priority, job.queue, job.run_after) == (7, "long", later)
    assert not Job.objects.ready(dt.datetime.now(dt.UTC)).exists()


def test_enqueue_refuses_arguments_that_are_not_json():
    with pytest.raises(TypeError, match="Unsupported type"):
        errands.run.enqueue(object())


@pytest.mark.parametrize("again", [("a",), ()], ids=["by place", "by name"])
def test_the_same_unique_task_waits_once(again):
    first = errands.once.enqueue("a")

    second = errands.once.enqueue(*again, **({} if again else {"what": "a", "loudly": False}))

    assert second.id == first.id
    assert Job.objects.count() == 1


def test_a_unique_task_with_other_arguments_is_another():
    errands.once.enqueue("a")
    errands.once.enqueue("b")
    errands.once.enqueue("a", loudly=True)

    assert Job.objects.count() == 3


@pytest.mark.parametrize("status", [Status.DONE, Status.FAILED, Status.DROPPED])
def test_a_unique_task_may_be_queued_again_when_it_is_over(status):
    over = Job.objects.get(pk=errands.once.enqueue("a").id)
    Job.objects.filter(pk=over.pk).update(status=status, finished_at=NOON)

    assert errands.once.enqueue("a").id != str(over.pk)


def test_a_unique_task_that_runs_is_asked_to_run_again():
    running = errands.once.enqueue("a").id
    Job.objects.update(status=Status.RUNNING, lease=uuid.uuid4(), leased_until=NOON)

    assert errands.once.enqueue("a").id == errands.once.enqueue("a").id == running
    assert Job.objects.get().again


def test_a_key_that_another_transaction_has_just_taken(monkeypatch):
    """The look finds nothing, the insert is refused, the second look finds it."""
    first = Job.objects.get(pk=errands.once.enqueue("a").id)
    real, looks = Job.objects.select_for_update, []

    def blind_at_first():
        looks.append(1)
        return Job.objects.none() if len(looks) == 1 else real()

    monkeypatch.setattr(Job.objects, "select_for_update", blind_at_first)

    assert errands.once.enqueue("a").id == str(first.pk)


def test_a_key_that_is_always_taken_and_never_found_is_an_error(monkeypatch):
    errands.once.enqueue("a")
    monkeypatch.setattr(Job.objects, "select_for_update", Job.objects.none)

    with pytest.raises(RuntimeError, match="taken and freed"):
        errands.once.enqueue("a")


def test_result_is_found_by_its_id():
    result = errands.run.enqueue("x")

    found = errands.run.get_result(result.id)

    assert (found.id, found.args, found.attempts) == (result.id, ["x"], 0)


@pytest.mark.parametrize("unknown", ["4711", "nonsense"])
def test_a_result_that_is_not_there(unknown):
    with pytest.raises(TaskResultDoesNotExist):
        default_task_backend.get_result(unknown)


def test_result_says_what_went_wrong():
    job = JobFactory(failed=True, task="tests.dure.core.queue.errands.run")

    (error,) = errands.run.get_result(str(job.pk)).errors

    assert (error.exception_class, error.traceback) == (ValueError, "ValueError: no")


def test_limits_of_tasks():
    short, long = (
        JobFactory(task=errands.run.module_path),
        JobFactory(task=errands.march.module_path),
    )
    gone = JobFactory(task="dure.gone.away")

    assert [limit_of(job) for job in (short, long, gone)] == [SHORT, LONG, SHORT]
    assert [may_wait(job) for job in (short, long, gone)] == [False, True, False]


def test_what_is_not_a_task_is_not_run_as_one():
    with pytest.raises(ImportError, match="is not a task"):
        task_of(JobFactory(task="tests.dure.core.queue.errands.not_a_task"))


def test_a_job_is_called_what_its_task_calls_itself():
    labels = [
        JobFactory(task=path).label
        for path in ("dure.core.mail.actions.deliver", errands.run.module_path, "dure.gone.away")
    ]

    assert labels == ["Send a letter", errands.run.module_path, "dure.gone.away"]


def test_a_due_run_is_queued_with_its_moment():
    assert queue(errands.run, (), {}, at=NOON, due_at=NOON).due_at == NOON
