"""Tasks whose effect can be counted: a row that nothing keeps from being written twice."""

from __future__ import annotations

import random
import time

from django_tasks import TaskContext, task

from dure.core.models import AuditEvent
from dure.core.queue.engine.steps import moment, step

OFTEN = 1_000  # a probe may be killed as often as it likes
STEPS = 3


def effect(name: str, context: TaskContext) -> None:
    AuditEvent.objects.create(action="probe", target=name, done_at=moment(context))


def dawdle() -> None:
    time.sleep(random.random() / 500)  # noqa: S311


@task(takes_context=True, max_attempts=OFTEN)
def short(context: TaskContext, number: int) -> None:
    effect(f"short:{number}", context)
    dawdle()
    if number % 5 == 0:
        follow_up.enqueue(number)


@task(takes_context=True, max_attempts=OFTEN)
def follow_up(context: TaskContext, number: int) -> None:
    effect(f"follow_up:{number}", context)


@task(takes_context=True, max_attempts=OFTEN, resumable=True)
def long(context: TaskContext, number: int) -> None:
    for part in range(STEPS):
        name = f"long:{number}.{part}"
        with step():
            if not AuditEvent.objects.filter(target=name).exists():
                effect(name, context)
                dawdle()


@task(resumable=True, max_attempts=OFTEN)
def slow(seconds: float) -> None:
    time.sleep(seconds)
