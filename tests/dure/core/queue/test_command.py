"""`dure work` as a process: it is signalled, and finds its database locked."""

from __future__ import annotations

import logging
import signal
import sqlite3
import time
from contextlib import closing

import psycopg
import pytest
from django.core.management import call_command

from dure.core.models import Job
from dure.core.queue.engine.worker import Loop

from . import errands

EFFECTS = "SELECT target FROM core_auditevent WHERE action = 'probe'"
SLOW = "from tests.dure.core.queue.killing.probes import slow; slow.enqueue({})"


def until(condition, seconds=60):
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


@pytest.fixture
def signals():
    """Those of this process, given back afterwards."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_loop_and_the_next_one_the_process(number, signals, monkeypatch, capsys):
    stopped = []

    def run(loop):
        signal.raise_signal(number)
        stopped.append(loop.stopping.is_set())

    monkeypatch.setattr(Loop, "run", run)

    call_command("work")

    assert stopped == [True]
    assert signal.getsignal(number) == signal.SIG_DFL
    assert "has stopped" in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.parametrize("is_set_up", [True, False])
def test_what_the_queue_says_goes_where_the_site_logs_else_to_standard_error(
    is_set_up, monkeypatch
):
    logger = logging.getLogger("dure.queue")
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(logger, "hasHandlers", lambda: is_set_up)

    call_command("work", "--until-empty")

    assert len(logger.handlers) == (0 if is_set_up else 1)
    logger.setLevel(logging.NOTSET)


def test_sigterm_lets_the_running_job_finish(processes):
    processes.shell(SLOW.format(3))
    worker = processes.start("django", "work", "--pause", "0.05")
    until(lambda: processes.statuses() == ["running"])

    worker.send_signal(signal.SIGTERM)
    _out, said = worker.communicate(timeout=60)

    assert worker.returncode == 0
    assert "has stopped" in said
    assert processes.statuses() == ["done"]


def test_a_second_signal_does_not_wait(processes):
    processes.shell(SLOW.format(60))
    worker = processes.start("django", "work", "--pause", "0.05")
    until(lambda: processes.statuses() == ["running"])

    worker.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=60)

    assert worker.returncode == -signal.SIGTERM


@pytest.mark.sqlite
def test_a_worker_survives_a_locked_database(processes):
    """Locked for longer than a writer waits. PostgreSQL locks rows, and they are passed over."""
    processes.environment["KILL_TIMEOUT"] = "0.1"
    processes.shell(SLOW.format(0))
    with closing(sqlite3.connect(processes.environment["KILL_SQLITE"], isolation_level=None)) as us:
        us.execute("BEGIN IMMEDIATE")
        worker = processes.start("django", "work", "--pause", "0.05")
        assert any(
            "did not answer, trying again: database is locked" in line for line in worker.stderr
        )
        us.execute("ROLLBACK")

    until(lambda: processes.statuses() == ["done"])

    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=60)
    assert worker.returncode == 0


def test_several_workers_share_the_jobs_and_do_each_once(processes):
    number = 60
    queue = "from tests.dure.core.queue.killing.probes import short as t"
    processes.shell(f"{queue}; [t.enqueue(n) for n in range({number})]")
    workers = [processes.start("django", "work", "--until-empty") for _ in range(3)]

    for worker in workers:
        worker.communicate(timeout=60)

    assert set(processes.statuses()) == {"done"}
    effects = [effect for (effect,) in processes.ask(EFFECTS)]
    assert sorted(effects) == sorted(
        [f"short:{n}" for n in range(number)] + [f"follow_up:{n}" for n in range(0, number, 5)]
    )


@pytest.mark.postgresql
def test_a_worker_survives_the_loss_of_its_connections(processes):
    database = processes.environment["KILL_POSTGRESQL"]
    worker = processes.start("django", "work", "--pause", "0.05")
    until(lambda: processes.ask("SELECT 1 FROM core_worker"))

    with psycopg.connect(dbname="postgres", autocommit=True) as other:
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        assert len(other.execute(cut, [database]).fetchall()) == 2  # the loop's and the pulse's
    processes.shell(SLOW.format(0))

    until(lambda: processes.statuses() == ["done"])
    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=60)
    assert worker.returncode == 0
