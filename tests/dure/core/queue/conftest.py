"""A database on the disk for processes of their own: SQLite, or PostgreSQL where that is tested."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).parents[4]
SETTINGS = "tests.dure.core.queue.killing.settings"


class Processes:
    """Starts commands that share one database on the disk."""

    def __init__(self, environment: dict[str, str]) -> None:
        here = {"DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        self.environment = os.environ | here | environment
        self.started: list[subprocess.Popen[str]] = []

    def run(self, *command: str, **options) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *command],
            env=self.environment,
            cwd=ROOT,
            text=True,
            check=True,
            stdout=subprocess.PIPE,
            **options,
        )

    def start(self, *command: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env=self.environment,
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.started.append(process)
        return process

    def end(self) -> None:
        """What a test that failed has left running."""
        for process in self.started:
            process.kill()
            process.communicate()

    def ask(self, query: str) -> list[tuple]:
        """Without the second that Django takes to start."""
        if name := self.environment.get("KILL_POSTGRESQL"):
            with psycopg.connect(dbname=name, autocommit=True) as reader:
                return reader.execute(query).fetchall()
        with closing(sqlite3.connect(self.environment["KILL_SQLITE"], timeout=20)) as reader:
            return reader.execute(query).fetchall()

    def statuses(self) -> list[str]:
        return [status for (status,) in self.ask("SELECT status FROM core_job")]

    def shell(self, code: str) -> str:
        return self.run("django", "shell", "--no-imports", "-c", code).stdout.strip()


@pytest.fixture
def processes(tmp_path, request):
    if connection.vendor == "sqlite":
        theirs = Processes({"KILL_SQLITE": str(tmp_path / "killed.sqlite3")})
        theirs.run("django", "migrate", "--skip-checks", "--verbosity=0")
        yield theirs
        theirs.end()
        return
    request.getfixturevalue("db")  # a connection that may create a database beside its own
    name = f"killed_{uuid.uuid4().hex[:8]}"
    with _outside_a_transaction() as execute:
        execute(f'CREATE DATABASE "{name}"')
    theirs = Processes({"KILL_POSTGRESQL": name})
    theirs.run("django", "migrate", "--skip-checks", "--verbosity=0")
    yield theirs
    theirs.end()
    with _outside_a_transaction() as execute:
        execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _outside_a_transaction():
    with psycopg.connect(dbname="postgres", autocommit=True) as other:
        yield other.execute
