"""A PostgreSQL that lives as long as one command: in a temporary folder, on a socket, for tests.

    python -m tests.postgresql <command> …

PostgreSQL refuses to run as root, so root starts it as the user ``postgres`` (or ``nobody``).
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dure.config import machine

USER = "dure"
ALWAYS = {"listen_addresses": "", "max_connections": "60"}
FAST = {  # a crash may lose everything: it is thrown away anyhow
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class NotStarted(Exception):
    """PostgreSQL is installed and did not start; says why."""


@contextmanager
def throw_away(settings: Mapping[str, str] = FAST) -> Iterator[dict[str, str]]:
    """The environment with which libpq, and so Django, finds the server."""
    binaries = machine.postgresql_binaries()
    if binaries is None:
        raise NotStarted("PostgreSQL's server is not installed")
    folder = Path(tempfile.mkdtemp(prefix="dure-pg-", dir=_short_place()))
    who = _somebody_else()
    try:
        if who:
            shutil.chown(folder, who["user"], who["group"])
        _initialise(binaries, folder, who)
        with _serving(binaries, folder, who, settings):
            yield {"PGHOST": str(folder), "PGUSER": USER, "PGDATABASE": "postgres"}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _short_place() -> str | None:
    """A socket's path may have some 100 letters: not under a long TMPDIR."""
    return "/tmp" if len(tempfile.gettempdir()) > 60 else None  # noqa: S108


def _somebody_else() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NotStarted("PostgreSQL refuses to run as root, and there is no user postgres or nobody")


def _initialise(binaries: Path, folder: Path, who: dict[str, Any]) -> None:
    command = [
        str(binaries / "initdb"),
        *("--pgdata", str(folder / "data"), "--username", USER, "--auth", "trust"),
        *("--encoding", "UTF8", "--locale", "C", "--no-sync"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, **who)
    if done.returncode:
        raise NotStarted(done.stderr.strip() or done.stdout.strip())


@contextmanager
def _serving(
    binaries: Path, folder: Path, who: dict[str, Any], settings: Mapping[str, str]
) -> Iterator[None]:
    chosen = {**ALWAYS, **settings}
    options = [word for item in chosen.items() for word in ("-c", "=".join(item))]
    command = [str(binaries / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *options]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=folder, start_new_session=True, **who
        )
    try:
        _wait(server, binaries, folder)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # "fast": open connections are cut
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(server: subprocess.Popen[bytes], binaries: Path, folder: Path) -> None:
    ready = [str(binaries / "pg_isready"), "--quiet", "--host", str(folder)]
    until = time.monotonic() + 60
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > until:
            raise NotStarted((folder / "log").read_text(encoding="utf-8", errors="replace"))
        time.sleep(0.1)


def _leave(*_: object) -> None:
    sys.exit(143)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _leave)
    with throw_away() as place:
        sys.exit(subprocess.run(sys.argv[1:], env=os.environ | place, check=False).returncode)
