from __future__ import annotations

import datetime as dt
import logging
from types import SimpleNamespace

import pytest
from django.utils import translation

from dure.core.models import AuditEvent, Job
from dure.core.queue.engine import execution
from dure.core.queue.engine.leases import Patience
from dure.core.queue.engine.steps import is_last_attempt, step
from dure.core.queue.engine.worker import Loop
from dure.core.queue.models import Status

from . import errands

pytestmark = pytest.mark.django_db
IMPATIENT = Patience(first_wait=0, longest_wait=0)


def work() -> int:
    return Loop(patience=IMPATIENT).run_until_empty()


def done() -> list[str]:
    errands = AuditEvent.objects.filter(action="errand").order_by("pk")
    return list(errands.values_list("target", flat=True))


def test_a_task_is_done_and_its_answer_kept():
    errands.run.enqueue("x")

    assert work() == 1

    job = Job.objects.get()
    assert (job.status, job.return_value, done()) == (Status.DONE, "x", ["x"])


def test_a_task_that_fails_leaves_nothing_and_is_tried_again_until_it_has_failed():
    errands.stumble.enqueue()

    assert work() == 3

    job = Job.objects.get()
    assert (job.status, done()) == (Status.FAILED, [])
    assert [error["kind"] for error in job.errors] == ["builtins.ValueError"] * 3
    assert "a stone" in job.errors[0]["text"]


def test_a_task_that_gives_up_is_tried_once():
    errands.refuse.enqueue()

    assert work() == 1
    assert Job.objects.get().status == Status.FAILED


def test_an_answer_that_is_not_json_is_an_error():
    errands.answer_nonsense.using(priority=1).enqueue()

    assert work() == 8
    assert "Unsupported type" in Job.objects.get().errors[0]["text"]


def test_a_task_that_is_gone_is_an_error():
    errands.run.enqueue()
    Job.objects.update(task="dure.gone.away", max_attempts=1)

    work()

    assert Job.objects.get().errors[0]["kind"] == "builtins.ModuleNotFoundError"


def test_a_unique_task_queued_while_it_runs_runs_once_more():
    errands.once_more.enqueue()

    loop = Loop(patience=IMPATIENT)

    assert [loop.turn(), Job.objects.get().status] == [True, Status.WAITING]


def test_a_resumable_task_keeps_the_steps_it_has_done():
    errands.march.enqueue()

    assert work() == 2
    assert done() == ["first step", "first step"]  # to find what is done is the task's own part
    assert Job.objects.get().status == Status.FAILED


@pytest.mark.parametrize(
    ("task", "kept"), [(errands.overtaken, []), (errands.overtaken_between_steps, ["in time"])]
)
def test_who_was_overtaken_keeps_nothing_that_came_after(task, kept, caplog):
    task.enqueue()

    with caplog.at_level(logging.WARNING):
        Loop(patience=IMPATIENT).turn()

    assert done() == kept
    assert "another worker has it" in caplog.text


def test_who_was_overtaken_cannot_fail_the_job_either(caplog):
    errands.overtaken_and_failing.enqueue()

    Loop(patience=IMPATIENT).turn()

    assert Job.objects.get().errors == []
    assert "another worker has it" in caplog.text


def test_a_short_task_that_takes_long_is_told_of(monkeypatch, caplog):
    clock = iter([0.0, 9.5])
    monkeypatch.setattr(execution, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    errands.run.enqueue()

    Loop(patience=IMPATIENT).turn()

    assert "held one transaction for 9.5 s; make it resumable" in caplog.text


def test_a_task_speaks_the_language_of_the_house_whatever_was_spoken_before(settings):
    settings.LANGUAGE_CODE = "ko"
    errands.speak.enqueue()

    with translation.override("en"):
        work()

        assert translation.get_language() == "en"
    assert Job.objects.get().return_value == "ko"


def test_outside_a_worker_a_step_is_a_transaction_and_every_attempt_the_last():
    with step():
        AuditEvent.objects.create(action="errand", target="x", done_at=dt.datetime.now(dt.UTC))

    assert done() == ["x"]
    assert is_last_attempt()
