"""`make test`: the whole suite on each database, and at the end what this machine could not run.

python -m tests.suite sqlite postgresql
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from dure.config import machine
from tests.not_run import not_run
from tests.postgresql import NotStarted, throw_away

# Measures and the repository's own rules know no database: once is enough.
WITH_A_DATABASE = ["tests/dure", "tests/journeys", "tests/browser"]


def main(databases: list[str]) -> int:
    failed, missing = False, []
    for database in databases:
        code, sentences = {"sqlite": on_sqlite, "postgresql": on_postgresql}[database]()
        failed = failed or code != 0
        missing += [sentence for sentence in sentences if sentence not in missing]
    if missing:
        print("\nNot run on this machine:")
        for sentence in missing:
            print(f"  {sentence}")
    if missing and os.environ.get("DURE_REQUIRE_ALL"):
        print("DURE_REQUIRE_ALL is set, so this is a failure.")
        failed = True
    return int(failed)


def on_sqlite() -> tuple[int, list[str]]:
    announce("SQLite")
    coverage = ["--cov", "--cov-report=term"] if os.environ.get("DURE_COVERAGE") else []
    return run(coverage, {})


def on_postgresql() -> tuple[int, list[str]]:
    if not machine.has_postgresql():
        return 0, [not_run(machine.POSTGRESQL)]
    announce("PostgreSQL")
    paths = [path for path in WITH_A_DATABASE if Path(path).is_dir()]
    try:
        with throw_away() as place:
            # --reuse-db leaves the database standing at the end: the server goes with it, and
            # a browser that still holds a connection would not let it be dropped.
            options = ["--ds=dure.config.settings.test_postgresql", "--reuse-db"]
            return run([*options, *paths], place)
    except NotStarted as error:
        return 1, [f"the tests on PostgreSQL: its server did not start: {error}"]


def announce(database: str) -> None:
    print(f"\nThe tests on {database}", flush=True)


def run(arguments: list[str], environment: dict[str, str]) -> tuple[int, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "not-run"
        command = [sys.executable, "-m", "pytest", f"--not-run-file={file}", *arguments]
        done = subprocess.run(command, env=os.environ | environment, check=False)
        text = file.read_text(encoding="utf-8") if file.exists() else ""
    return done.returncode, text.splitlines()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
