"""Child processes that live and end together: the demo's web server and its worker."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
PATIENCE = 15.0  # seconds that a child has to finish what it does
TOO_OFTEN = 5  # deaths in a row, each soon after the start
SOON = 10.0


class GaveUp(Exception):
    """A child dies as soon as it starts; says which, and its last words."""


class Child:
    """A process that is started again when it dies. Its output goes to a file."""

    def __init__(self, name: str, command: Sequence[str], log: Path) -> None:
        self.name, self.command, self.log = name, list(command), log
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0
        self.early_deaths = 0

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.started_at = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us; we tell the children
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - no threads here
            )

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def revive(self) -> None:
        """Start it again if it died; give up on one that cannot live."""
        if self.is_running():
            return
        died_soon = time.monotonic() - self.started_at < SOON
        self.early_deaths = self.early_deaths + 1 if died_soon else 0
        if self.early_deaths >= TOO_OFTEN:
            raise GaveUp(f"The {self.name} stops as soon as it starts:\n{self.last_words()}")
        self._end_orphans()
        self.start()

    def _end_orphans(self) -> None:
        """What a killed child has started itself may still hold its port."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        if self.is_running() and self.process is not None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-20:])


class Sole(Child):
    """One that only one of several supervisors runs; another takes over when that one is gone.

    The system gives the lock back however its holder ends.
    """

    def __init__(self, name: str, command: Sequence[str], log: Path, *, lock: Path) -> None:
        super().__init__(name, command, log)
        self.lock = lock
        self._held: IO[bytes] | None = None

    @property
    def is_left_to_another(self) -> bool:
        return self._held is None

    def start(self) -> None:
        if self._held is not None or self._take():
            super().start()

    def revive(self) -> None:
        if self._held is not None:
            super().revive()
        else:
            self.start()

    def wait(self, until: float) -> None:
        super().wait(until)
        if self._held is not None:
            self._held.close()
            self._held = None

    def _take(self) -> bool:
        self.lock.parent.mkdir(parents=True, exist_ok=True)
        file = self.lock.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._held = file
        return True


def _die_with_parent() -> None:  # pragma: no cover - in the child, before it is one
    """Where the system can (Linux), a child does not outlive a parent that was killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def supervise(
    children: Sequence[Child], *, is_ready: Callable[[], bool], when_ready: Callable[[], None]
) -> None:
    """Keep the children alive until Ctrl-C or SIGTERM, then let them finish."""
    with _told_to_stop() as stopping:
        try:
            for child in children:
                child.start()
            told = False
            while not stopping:
                time.sleep(0.2)
                for child in children:
                    child.revive()
                if not told and is_ready():
                    told = True
                    when_ready()
        finally:
            for child in children:
                child.stop()
            until = time.monotonic() + PATIENCE
            for child in children:
                child.wait(until)


@contextmanager
def _told_to_stop() -> Iterator[list[int]]:
    """A list that fills when somebody wants an end."""
    received: list[int] = []
    before = {
        number: signal.signal(number, lambda got, _frame: received.append(got))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def is_free(port: int) -> bool:
    """Whether nobody listens there. Raises ``PermissionError`` where the port is not ours."""
    return all(_can_bind(family, host, port) for family, host in addresses())


def addresses() -> list[tuple[socket.AddressFamily, str]]:
    """What ``localhost`` may mean to a browser on this machine."""
    found = [(socket.AF_INET, "127.0.0.1")]
    if socket.has_ipv6 and _can_bind(socket.AF_INET6, "::1", 0):
        found.append((socket.AF_INET6, "::1"))
    return found


def _can_bind(family: socket.AddressFamily, host: str, port: int) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except PermissionError:
            raise
        except OSError:
            return False
    return True
