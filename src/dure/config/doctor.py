"""`dure doctor`: is this installation sound, and if not, how to mend it."""

from __future__ import annotations

import datetime as dt
import enum
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pysqlite3
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.utils import timezone

from dure.config import machine, sqlite, translations
from dure.config.machine import Part
from dure.core.faults import queries as faults
from dure.core.queue import queries as queue

FREE_GIB = 2
RECENT = dt.timedelta(days=1)
FAILED_JOBS = "look at them at /queue/ and try them again, or drop them"


class State(enum.Enum):
    SOUND = "ok"
    LACKING = "--"  # Dure runs, something is poorer for it
    BROKEN = "!!"


@dataclass(frozen=True)
class Finding:
    state: State
    what: str
    mend: str = ""


def main() -> int:
    broken = False
    for finding in findings():
        broken = broken or finding.state is State.BROKEN
        print(f"{finding.state.value}  {finding.what}")  # noqa: T201
        if finding.mend:
            print(f"      → {finding.mend}")  # noqa: T201
    return int(broken)


def findings() -> Iterator[Finding]:
    yield Finding(State.SOUND, f"Python {sys.version.split()[0]}, settings {_settings()}")
    yield from database()
    yield files()
    yield disk()
    yield errors()
    yield static()
    yield catalogues()
    yield letters()
    yield part(machine.TYPE_FACE, machine.has_type_face)
    yield part(machine.LIBPANGO, machine.has_libpango)


def _settings() -> str:
    return str(settings.SETTINGS_MODULE).rpartition(".")[2]


def database() -> Iterator[Finding]:
    yield library()
    try:
        connection.ensure_connection()
        waiting = _migrations()
    except DatabaseError as error:
        where = settings.DATABASES["default"].get("HOST") or settings.DATABASES["default"]["NAME"]
        words = str(error).strip().splitlines()[0]
        yield Finding(
            State.BROKEN,
            f"the database {where} cannot be reached: {words}",
            "see that it runs and that DATABASE_URL is right",
        )
        return
    if waiting:
        yield Finding(
            State.BROKEN,
            f"the database waits for {waiting} migrations",
            "run: .venv/bin/dure migrate",
        )
        return
    yield Finding(State.SOUND, "the database is reached and at this version")
    yield shared_cache()
    yield worker()
    yield failed_jobs()


def _migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def library() -> Finding:
    if connection.vendor == "postgresql":
        return _postgresql()
    version = pysqlite3.sqlite_version
    if sqlite.is_sound():
        return Finding(State.SOUND, f"SQLite {version}")
    return Finding(
        State.BROKEN,
        f"SQLite {version} can lose committed rows (fixed in 3.51.3)",
        "install the locked pysqlite3: make setup",
    )


def _postgresql() -> Finding:
    try:
        connection.ensure_connection()
    except DatabaseError:
        return Finding(State.BROKEN, "PostgreSQL does not answer", "start it; see the next lines")
    number: int = connection.pg_version  # type: ignore[attr-defined]  # psycopg's wrapper has it
    version = f"PostgreSQL {number // 10000}"
    if number >= 150000:
        return Finding(State.SOUND, version)
    return Finding(State.BROKEN, f"{version} is too old", "move to PostgreSQL 15 or newer")


def shared_cache() -> Finding:
    try:
        cache.get("doctor")
    except DatabaseError:
        return Finding(State.BROKEN, "the cache's table is missing", "run: .venv/bin/dure migrate")
    return Finding(State.SOUND, "the cache is shared by all processes")


def worker() -> Finding:
    health = queue.health(at=timezone.now())
    if health.workers:
        return Finding(
            State.SOUND,
            f"the queue: {health.workers} at work, heard of {health.silent_for} seconds ago,"
            f" {health.waiting} jobs wait",
        )
    return Finding(
        State.BROKEN,
        f"the queue: no worker was heard of for a minute, {health.waiting} jobs wait",
        "start one: .venv/bin/dure work (make demo starts its own)",
    )


def failed_jobs() -> Finding:
    failed = queue.health(at=timezone.now()).failed
    if failed:
        return Finding(State.LACKING, f"the queue: {failed} jobs failed for good", FAILED_JOBS)
    return Finding(State.SOUND, "the queue: no job failed for good")


def files() -> Finding:
    folder = Path(settings.VAR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".doctor"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        mend = "give it to the user who runs Dure"
        if _settings() == "prod":  # the others read no environment
            mend += ", or set DURE_VAR to another folder"
        return Finding(State.BROKEN, f"{folder} cannot be written to: {error.strerror}", mend)
    return Finding(State.SOUND, f"{folder} can be written to")


def errors() -> Finding:
    """What the logs of `make demo` say; a site has its own place for standard error."""
    folder = Path(settings.VAR) / "log"
    since = timezone.now() - RECENT
    found = sorted(faults.logged_since(folder, since), key=lambda error: error[1])
    if not found:
        return Finding(State.SOUND, f"no error in the last day in {folder}")
    log, when, number = found[-1]
    return Finding(
        State.LACKING,
        f"errors in the last day: {len(found)}; the last at {when}, number {number}",
        f"look for {number} in {log}: the traceback follows it",
    )


def disk() -> Finding:
    free = shutil.disk_usage(_existing(Path(settings.VAR))).free / 1024**3
    if free >= FREE_GIB:
        return Finding(State.SOUND, f"{free:.0f} GiB of disk are free")
    return Finding(
        State.BROKEN, f"only {free:.1f} GiB of disk are free", f"make room: {FREE_GIB} GiB or more"
    )


def _existing(folder: Path) -> Path:
    return next(place for place in [folder, *folder.parents] if place.is_dir())


def static() -> Finding:
    hashed = "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]
    if not hashed or (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        return Finding(State.SOUND, "the files that pages need are in place")
    return Finding(
        State.BROKEN,
        "the files that pages need are not collected",
        "run: .venv/bin/dure manage collectstatic (make demo does it)",
    )


def catalogues() -> Finding:
    if all(app.compiled.is_file() for app in translations.apps() if app.catalogue.is_file()):
        return Finding(State.SOUND, "the Korean catalogues are compiled")
    return Finding(
        State.BROKEN, "Korean is not compiled", "run: .venv/bin/dure translations compile"
    )


def letters() -> Finding:
    backend = settings.EMAIL_BACKEND.rpartition(".")[2]
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return Finding(State.SOUND, f"letters are not sent: {backend} keeps them here")
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with mail.get_connection():
            return Finding(State.SOUND, f"the mail server {server} takes letters")
    except OSError as error:
        return Finding(
            State.BROKEN,
            f"the mail server {server} refuses: {error}",
            "see that EMAIL_URL is right",
        )


def part(thing: Part, is_there: Callable[[], bool]) -> Finding:
    if is_there():
        return Finding(State.SOUND, f"{thing.name}: {thing.use}")
    return Finding(State.LACKING, f"{thing.name} is missing: {thing.use}", thing.install)
