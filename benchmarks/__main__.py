"""`make bench`: every benchmark on each database, or the ones that are named."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.not_run import not_run
from tests.postgresql import throw_away

from dure.config import machine

HERE = Path(__file__).parent
FRAME = {"run", "settings"}


def main(chosen: list[str]) -> int:
    known = sorted(path.stem for path in HERE.glob("[a-z]*.py") if path.stem not in FRAME)
    unknown = set(chosen) - set(known)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
        return 1
    failed = False
    for name in chosen or known:
        for database, place in {"SQLite": sqlite, "PostgreSQL": postgresql}.items():
            with place() as environment:
                if environment is not None:
                    print(f"\n{name} on {database}", flush=True)
                    failed = run(name, environment) != 0 or failed
    if not machine.has_postgresql():
        print(f"\nNot run on this machine:\n  {not_run(machine.POSTGRESQL)}")
    return int(failed)


@contextmanager
def sqlite() -> Iterator[dict[str, str] | None]:
    with tempfile.TemporaryDirectory(prefix="dure-bench-") as folder:
        yield {"BENCH_DATABASE": f"sqlite:///{folder}/dure.sqlite3"}


@contextmanager
def postgresql() -> Iterator[dict[str, str] | None]:
    if not machine.has_postgresql():
        yield None
        return
    with throw_away(settings={}) as place:  # durable, as on a site
        yield place | {"BENCH_DATABASE": "postgres:///postgres"}


def run(name: str, environment: dict[str, str]) -> int:
    settings = {"DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    command = [sys.executable, "-m", "benchmarks.run", name]
    return subprocess.run(command, env=os.environ | environment | settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
