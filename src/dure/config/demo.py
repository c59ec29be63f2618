"""`dure demo`: the Gumi case on this machine, with web server and worker."""

from __future__ import annotations

import http.client
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command

from dure.cases.gumi.log_ins import LOG_INS, PASSWORD
from dure.config import preparation, processes, translations
from dure.config.processes import Child, Sole


class NotPossible(Exception):
    """A sentence that says what to do."""


def main(*, port: int, serve: bool = True) -> int:
    if serve:
        require_port(port)
    prepare()
    if not serve:
        return 0
    say("Starting …")
    web, worker = children(port)
    try:
        processes.supervise(
            [web, worker],
            is_ready=lambda: answers(port),
            when_ready=lambda: welcome(port, is_helped=worker.is_left_to_another),
        )
    except processes.GaveUp as error:
        raise NotPossible(str(error)) from error
    say("Stopped. Everything is kept in var/; `make demo` goes on from here.")
    return 0


def require_port(port: int) -> None:
    try:
        free = processes.is_free(port)
    except PermissionError:
        raise NotPossible(
            f"Port {port} is reserved for the system. Take one above 1023: make demo PORT=8000"
        ) from None
    if not free:
        other = next((p for p in range(port + 1, port + 50) if processes.is_free(p)), port + 1)
        raise NotPossible(
            f"Port {port} is taken, perhaps by a demo that runs already: http://localhost:{port}/\n"
            f"Stop what listens there, or take another port: make demo PORT={other}"
        )


def prepare() -> None:
    """Everything that a start needs; the second time there is nothing to do."""
    translations.compile_all()
    with step("Preparing the database"):
        preparation.migrate()
    say("Loading the Gumi case …")
    call_command("load_gumi", stdout=sys.stdout, stderr=sys.stdout)
    with step("Collecting the files that pages need"):
        preparation.collect_static()


def children(port: int) -> tuple[Child, Sole]:
    """A web server of its own, and one worker for all demos of this database."""
    os.environ["DURE_DEMO_PORT"] = str(port)
    logs = settings.VAR / "log"
    bind = [
        f"--bind={'[::1]' if ':' in host else host}:{port}" for _, host in processes.addresses()
    ]
    web = ["gunicorn", "dure.config.wsgi:application", *bind, "--threads=8", "--timeout=120"]
    web.append("--no-control-socket")  # it would lie in the home of the user
    work = [sys.executable, "-m", "django", "work"]
    return (
        Child("web server", [sys.executable, "-m", *web], logs / "web.log"),
        Sole("worker", work, logs / "worker.log", lock=settings.VAR / "worker.lock"),
    )


def answers(port: int) -> bool:
    """Asked directly: a proxy that the environment names knows nothing of us."""
    site = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        site.request("GET", "/", headers={"Host": "localhost"})
        return site.getresponse().status < 500
    except OSError:
        return False
    finally:
        site.close()


def welcome(port: int, *, is_helped: bool = False) -> None:
    width = max(len(log_in.email) for log_in in LOG_INS)
    lines = [f"  {one.email:<{width}}  {one.kind_en} ({one.kind_ko})" for one in LOG_INS]
    helped = [
        "Another demo on these records does the background work; when it stops, this one does.",
    ]
    say(
        "",
        f"Dure is at  http://localhost:{port}/",
        "",
        f"Log in as one of these people; the password is  {PASSWORD}",
        *lines,
        "",
        *(helped if is_helped else []),
        "Letters are written to var/mail, what the processes say to var/log. Ctrl-C stops all.",
    )


@contextmanager
def step(what: str) -> Iterator[None]:
    start = time.monotonic()
    say(f"{what} …")
    yield
    seconds = time.monotonic() - start
    if seconds > 2:
        say(f"  done in {seconds:.0f} s")


def say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)  # noqa: T201
