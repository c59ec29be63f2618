"""`dure work` as a process: it is signalled, and finds its database locked."""

from __future__ import annotations

import signal
import sqlite3
import time

import pytest
from django.core.management import call_command

from dure.core.models import Job

from . import errands

JOBS = "from dure.core.models import Job; print(*Job.objects.values_list('status', flat=True))"
EFFECTS = (
    "from dure.core.models import AuditEvent as A; "
    "print(*A.objects.filter(action='probe').values_list('target', flat=True))"
)
SLOW = "from tests.dure.core.queue.killing.probes import slow; slow.enqueue({})"


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


@pytest.mark.django_db
def test_work_until_empty(capsys):
    errands.run.enqueue()
    errands.run.using(queue_name="long").enqueue()

    call_command("work", "--until-empty", "--queue", "default")

    assert capsys.readouterr().out == "1 jobs done.\n"
    assert Job.objects.filter(status="done").count() == 1


def test_sigterm_lets_the_running_job_finish(processes):
    processes.shell(SLOW.format(1.5))
    worker = processes.start("django", "work", "--pause", "0.05")
    until(lambda: processes.shell(JOBS) == "running")

    worker.send_signal(signal.SIGTERM)
    _out, said = worker.communicate(timeout=20)

    assert worker.returncode == 0
    assert "has stopped" in said
    assert processes.shell(JOBS) == "done"


def test_a_second_signal_does_not_wait(processes):
    processes.shell(SLOW.format(60))
    worker = processes.start("django", "work", "--pause", "0.05")
    until(lambda: processes.shell(JOBS) == "running")

    worker.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=20)

    assert worker.returncode == -signal.SIGTERM


@pytest.mark.sqlite
def test_a_worker_survives_a_locked_database(processes):
    """Locked for longer than a writer waits. PostgreSQL locks rows, and they are passed over."""
    processes.environment["KILL_TIMEOUT"] = "0.1"
    processes.shell(SLOW.format(0))
    with sqlite3.connect(processes.environment["KILL_SQLITE"], isolation_level=None) as lock:
        lock.execute("BEGIN IMMEDIATE")
        worker = processes.start("django", "work", "--pause", "0.05")
        time.sleep(2)
        assert worker.poll() is None
        lock.execute("ROLLBACK")
    lock.close()

    until(lambda: processes.shell(JOBS) == "done")

    worker.send_signal(signal.SIGTERM)
    _out, said = worker.communicate(timeout=20)
    assert "did not answer, trying again: database is locked" in said


def test_several_workers_share_the_jobs_and_do_each_once(processes):
    number = 60
    queue = "from tests.dure.core.queue.killing.probes import short as t"
    processes.shell(f"{queue}; [t.enqueue(n) for n in range({number})]")
    workers = [processes.start("django", "work", "--until-empty") for _ in range(3)]

    for worker in workers:
        worker.communicate(timeout=60)

    assert set(processes.shell(JOBS).split()) == {"done"}
    effects = processes.shell(EFFECTS).split()
    assert sorted(effects) == sorted(
        [f"short:{n}" for n in range(number)] + [f"follow_up:{n}" for n in range(0, number, 5)]
    )
