"""One job, from lease to end.

A short task and the end of its job are one transaction: both are there or neither, at
whatever moment the worker is killed. On SQLite that transaction holds the only write lock,
so a task that computes long, waits for a network or reads large files is ``resumable``.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django_tasks.base import TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import get_exception_traceback, get_module_path, normalize_json

from dure.core.queue.models import Job

from . import leases
from .backend import QueuedTask, result_of, task_of
from .steps import holding

logger = logging.getLogger("dure.queue")

TOO_LONG_FOR_ONE_TRANSACTION = 2.0


def execute(job: Job, *, patience: leases.Patience) -> None:
    """Run a job that this process has leased, and write down how it ended."""
    try:
        with holding(job, patience), translation.override(settings.LANGUAGE_CODE):
            task = task_of(job)
            _run(job, task)
    except leases.LeaseLost as lost:
        logger.warning("%s; what was done here is rolled back", lost)
    except Exception as error:  # noqa: BLE001 - whatever a task raises is kept with its job
        _give_back(job, error, patience)


def _run(job: Job, task: QueuedTask[Any, Any]) -> None:
    task_started.send(type(task.get_backend()), task_result=result_of(job, task))
    if task.resumable:
        value = _call(job, task)
        with transaction.atomic():
            leases.finish(job, value=value, at=_now())
    else:
        began = time.monotonic()
        with transaction.atomic():
            leases.finish(job, value=_call(job, task), at=_now())
        if (took := time.monotonic() - began) > TOO_LONG_FOR_ONE_TRANSACTION:
            logger.warning("%s held one transaction for %.1f s; make it resumable", job, took)
    task_finished.send(type(task.get_backend()), task_result=result_of(job, task))


def _call(job: Job, task: QueuedTask[Any, Any]) -> Any:
    first = (TaskContext(task_result=result_of(job, task)),) if task.takes_context else ()
    return normalize_json(task.call(*first, *job.args, **job.kwargs))


def _give_back(job: Job, error: Exception, patience: leases.Patience) -> None:
    logger.error("%s: %s", job, type(error).__name__, exc_info=error)
    try:
        leases.give_back(
            job,
            error=error,
            kind=get_module_path(type(error)),
            text=get_exception_traceback(error),
            patience=patience,
            at=_now(),
        )
    except leases.LeaseLost as lost:
        logger.warning("%s", lost)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
