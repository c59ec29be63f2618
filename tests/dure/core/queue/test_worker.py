from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from dure.core.models import Job, Worker
from dure.core.queue.engine import leases, pulse, worker
from dure.core.queue.engine.leases import Patience
from dure.core.queue.engine.pulse import STUCK, Pulse
from dure.core.queue.engine.worker import Loop, configured
from tests.factories import NOON, JobFactory

from . import errands

PATIENCE = Patience(lease=60)


class QuietPulse(Pulse):
    """Without a thread: a database in memory has one connection."""

    def start(self) -> None:
        self.say_alive()

    def stop(self) -> None:
        self._row.stopped_at = NOON
        self.say_alive()


@pytest.fixture
def loop():
    loop = Loop(pause=0.001)
    loop.pulse = QuietPulse(loop.name, loop.patience)
    return loop


def test_patience_is_set_in_the_settings():
    assert configured() == Patience(lease=60, first_wait=10, longest_wait=3600)


@pytest.mark.django_db
def test_run_works_and_waits_until_it_is_stopped(loop, monkeypatch):
    errands.run.enqueue("x")
    waits = []

    def wait(pause):
        waits.append(pause)
        loop.stop()

    monkeypatch.setattr(loop.stopping, "wait", wait)

    loop.run()

    assert Job.objects.get().status == "done"
    assert waits == [0.001]
    assert Worker.objects.get().stopped_at == NOON


@pytest.mark.django_db
def test_a_locked_database_does_not_end_the_loop(loop, monkeypatch, caplog):
    answers = iter([OperationalError("database is locked"), None])

    def take(**_options):
        answer = next(answers)
        if answer is None:
            loop.stop()
            return
        raise answer

    monkeypatch.setattr(worker.leases, "take", take)

    loop.run()

    assert "did not answer, trying again: database is locked" in caplog.text


@pytest.mark.django_db
def test_house_is_kept_now_and_then_not_at_every_turn(loop, monkeypatch):
    looks = []
    monkeypatch.setattr(worker.schedule, "queue_what_is_due", lambda **_: looks.append(1))

    loop.turn()
    loop.turn()

    assert looks == [1]


@pytest.mark.django_db
def test_pulse_renews_the_lease_of_a_resumable_job():
    job = JobFactory(running=True, task=errands.march.module_path)
    beat = Pulse("w", PATIENCE)

    with beat.beating_for(job):
        beat.renew()

    before = job.leased_until
    job.refresh_from_db()
    assert job.leased_until > before


@pytest.mark.django_db
@pytest.mark.parametrize("task", [errands.run.module_path, "dure.gone.away"])
def test_pulse_leaves_a_short_job_alone_where_it_holds_the_only_write_lock(task, monkeypatch):
    monkeypatch.setattr(pulse, "connection", SimpleNamespace(vendor="sqlite"))
    monkeypatch.setattr(leases, "renew", pytest.fail)
    beat = Pulse("w", PATIENCE)

    with beat.beating_for(JobFactory(running=True, task=task)):
        beat.renew()


@pytest.mark.django_db
def test_pulse_has_nothing_to_renew_without_a_job(django_assert_num_queries):
    with django_assert_num_queries(0):
        Pulse("w", PATIENCE).renew()


@pytest.mark.django_db
@pytest.mark.parametrize(("is_running", "told"), [(True, True), (False, False)])
def test_pulse_tells_of_a_lost_lease_while_the_job_runs(is_running, told, monkeypatch, caplog):
    job = JobFactory(running=True, task=errands.march.module_path)
    Job.objects.update(lease=JobFactory.build(running=True).lease)
    beat = Pulse("w", PATIENCE)
    beat.job = job
    real = leases.renew

    def renew(*args, **kwargs):
        beat.job = job if is_running else None
        real(*args, **kwargs)

    monkeypatch.setattr(leases, "renew", renew)

    beat.renew()

    assert ("another worker has it" in caplog.text) is told


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["renew", "say_alive"])
def test_pulse_goes_on_when_the_database_does_not_answer(deed, monkeypatch, caplog):
    caplog.set_level("INFO", "dure.queue")

    def fail(*_args, **_options):
        raise OperationalError("database is locked")

    monkeypatch.setattr(leases, "renew", fail)
    monkeypatch.setattr(Worker, "save", fail)
    beat = Pulse("w", PATIENCE)
    beat.job = JobFactory(running=True, task=errands.march.module_path)

    getattr(beat, deed)()

    assert "No sign of life this time: database is locked" in caplog.text


@pytest.mark.django_db
def test_a_worker_whose_task_overran_its_limit_gives_itself_up(monkeypatch):
    given_up = []
    beat = Pulse("w", PATIENCE, give_up=given_up.append)
    job = JobFactory(running=True, task=errands.run.module_path)

    beat.watch()
    with beat.beating_for(job):
        beat.watch()
        beat.ends = 0
        beat.watch()

    assert given_up == [STUCK]


def test_the_thread_beats_until_it_is_stopped(monkeypatch):
    said, twice = [], threading.Event()
    beat = Pulse("w", Patience(lease=0.004))
    monkeypatch.setattr(beat, "renew", lambda: None)

    def say_alive():
        said.append(beat._row.stopped_at)
        if len(said) > 1:
            twice.set()

    monkeypatch.setattr(beat, "say_alive", say_alive)

    beat.start()
    assert twice.wait(5)
    beat.stop()

    assert said[0] is None
    assert said[-1] is not None
