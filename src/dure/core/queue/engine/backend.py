"""The queue behind the standard task interface: ``@task()`` and ``.enqueue()``.

A job is a row, so it is queued by the transaction that wants it and vanishes with it. What
a task may say on top of the standard, in its decorator:

``resumable``
    It is long, or speaks to the world outside. It runs without a transaction around it,
    makes its own small ones with ``steps.step()`` and may be run again from the start.
``unique``
    The same task with the same arguments waits or runs only once. Queued again while it
    runs, it runs once more afterwards.
``max_attempts``
    After how many attempts it counts as failed.
``limit``
    After how many seconds its worker gives itself up and the job goes to another.
``label``
    What the page of the queue calls it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import inspect
import json
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

from dure.core.queue.models import Job, Status

P = ParamSpec("P")
T = TypeVar("T")

SHORT = 60
LONG = 3600
ATTEMPTS = 8

STANDARD = {
    Status.WAITING: TaskResultStatus.READY,
    Status.RUNNING: TaskResultStatus.RUNNING,
    Status.DONE: TaskResultStatus.SUCCESSFUL,
    Status.FAILED: TaskResultStatus.FAILED,
    Status.DROPPED: TaskResultStatus.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedTask(Task[P, T]):
    """A task of this queue."""

    resumable: bool = False
    unique: bool = False
    max_attempts: int = ATTEMPTS
    limit: int | None = None
    label: str | Promise = ""

    @property
    def seconds(self) -> int:
        return self.limit or (LONG if self.resumable else SHORT)

    def key(self, args: Any, kwargs: Any) -> str:
        """One text for the same task with the same arguments; empty where that is no matter."""
        if not self.unique:
            return ""
        first = (None,) if self.takes_context else ()
        bound = inspect.signature(self.func).bind(*first, *args, **kwargs)
        bound.apply_defaults()
        said = json.dumps(
            [self.module_path, dict(bound.arguments)], sort_keys=True, cls=DjangoJSONEncoder
        )
        return hashlib.sha256(said.encode()).hexdigest()


class DatabaseBackend(BaseTaskBackend):
    task_class = QueuedTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[P, T], args: Any, kwargs: Any) -> TaskResult[T]:
        self.validate_task(task)
        now = dt.datetime.now(dt.UTC)
        job = queue(cast("QueuedTask[P, T]", task), args, kwargs, at=now)
        result = result_of(job, task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[Any]:
        try:
            job = Job.objects.get(pk=result_id)
        except (ObjectDoesNotExist, ValueError) as error:
            raise TaskResultDoesNotExist(result_id) from error
        return result_of(job, task_of(job))


def queue(
    task: QueuedTask[P, T],
    args: Any,
    kwargs: Any,
    *,
    at: dt.datetime,
    due_at: dt.datetime | None = None,
) -> Job:
    """A new job in the transaction at hand; where the key is open already, that job."""
    job = Job(
        task=task.module_path,
        args=normalize_json(args),
        kwargs=normalize_json(kwargs),
        queue=task.queue_name,
        priority=task.priority,
        unique_key=task.key(args, kwargs),
        enqueued_at=at,
        run_after=task.run_after or at,
        due_at=due_at,
        max_attempts=task.max_attempts,
    )
    if not job.unique_key:
        job.save(force_insert=True)
        return job
    return _queue_once(job)


def _queue_once(job: Job) -> Job:
    """The job that holds this key. Another transaction may end or open one meanwhile."""
    for _attempt in range(3):
        with transaction.atomic():
            same = Job.objects.select_for_update().open().filter(unique_key=job.unique_key)
            if existing := same.first():
                return _ask_again(existing)
            try:
                with transaction.atomic():
                    job.save(force_insert=True)
            except IntegrityError:
                continue
            return job
    raise RuntimeError(f"{job.task} could not be queued: its key is taken and freed too often")


def _ask_again(existing: Job) -> Job:
    if existing.status == Status.RUNNING and not existing.again:
        existing.again = True
        existing.save(update_fields=["again"])
    return existing


def task_of(job: Job) -> QueuedTask[Any, Any]:
    task = import_string(job.task)
    if not isinstance(task, QueuedTask):
        raise ImportError(f"{job.task} is not a task")  # noqa: TRY004 - as if it were not there
    return task.using(priority=job.priority, queue_name=job.queue, run_after=job.run_after)


def limit_of(job: Job) -> int:
    """Seconds; a job whose task does not exist fails in no time."""
    try:
        return task_of(job).seconds
    except ImportError:
        return SHORT


def may_wait(job: Job) -> bool:
    """Whether it runs without a transaction around it."""
    try:
        return task_of(job).resumable
    except ImportError:
        return False


def result_of(job: Job, task: Task[Any, T]) -> TaskResult[T]:
    result: TaskResult[T] = TaskResult(
        task=task,
        id=str(job.pk),
        status=STANDARD[Status(job.status)],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.attempted_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=task.backend,
        errors=[TaskError(exception_class_path=e["kind"], traceback=e["text"]) for e in job.errors],
        worker_ids=list(job.workers),
    )
    object.__setattr__(result, "_return_value", job.return_value)
    return result
