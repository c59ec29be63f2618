"""Tasks for tests. What they do can be seen in the audit."""

from __future__ import annotations

from django.utils import translation
from django_tasks import TaskContext, task

from dure.core.models import AuditEvent, Job
from dure.core.queue.engine import steps
from dure.core.queue.engine.leases import GiveUp
from dure.core.queue.engine.steps import moment, step


def write(what: str, context: TaskContext) -> None:
    AuditEvent.objects.create(action="errand", target=what, done_at=moment(context))


@task(takes_context=True)
def run(context: TaskContext, what: str = "ran") -> str:
    write(what, context)
    return what


@task(takes_context=True, max_attempts=3)
def stumble(context: TaskContext) -> None:
    write("half done", context)
    raise ValueError("a stone")


@task()
def speak() -> str | None:
    return translation.get_language()


@task()
def refuse() -> None:
    raise GiveUp("no use")


@task()
def answer_nonsense() -> object:
    return object()


@task(takes_context=True, unique=True)
def once(context: TaskContext, what: str, *, loudly: bool = False) -> None:
    write(what, context)


@task(unique=True)
def once_more() -> None:
    """Queues itself while it runs."""
    once_more.enqueue()


@task(takes_context=True, resumable=True, max_attempts=2)
def march(context: TaskContext) -> None:
    with step():
        write("first step", context)
    raise ValueError("out of breath")


@task(takes_context=True)
def overtaken(context: TaskContext) -> None:
    """Somebody else gets the job while it runs."""
    write("too late", context)
    lose_the_lease()


@task(takes_context=True, resumable=True)
def overtaken_between_steps(context: TaskContext) -> None:
    with step():
        write("in time", context)
    lose_the_lease()
    with step():
        write("too late", context)


@task()
def overtaken_and_failing() -> None:
    lose_the_lease(outside=True)
    raise ValueError("and too late")


def lose_the_lease(*, outside: bool = False) -> None:
    held = steps._held.get()
    if outside:  # as another process would, whatever becomes of this transaction
        held.job.lease = None
    else:
        Job.objects.filter(pk=held.job.pk).update(status="waiting", lease=None, leased_until=None)


not_a_task = "a string"
