"""The loop of a worker process."""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
import threading
import time
from collections.abc import Collection

from django.db import Error as DatabaseError
from django.db import connection
from django_tasks import default_task_backend

from . import leases, schedule
from .execution import execute
from .pulse import BEATS_PER_LEASE, Pulse

logger = logging.getLogger("dure.queue")


def configured() -> leases.Patience:
    return leases.Patience(**default_task_backend.options.get("patience", {}))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Loop:
    """Takes one job after the other until it is told to stop."""

    def __init__(
        self,
        *,
        queues: Collection[str] = (),
        patience: leases.Patience | None = None,
        pause: float = 0.5,
    ) -> None:
        self.queues = queues
        self.patience = patience or configured()
        self.pause = pause
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}"
        self.stopping = threading.Event()
        self.pulse = Pulse(self.name, self.patience)
        self._next_housekeeping = 0.0

    def run(self) -> None:
        """Until ``stop`` is called; what is running then is finished first."""
        self.pulse.start()
        try:
            while not self.stopping.is_set():
                if not self._turn_or_wait():
                    self.stopping.wait(self.pause)
        finally:
            self.pulse.stop()

    def run_until_empty(self) -> int:
        """Do everything that may be done now, in this process. How many jobs that was."""
        done = 0
        while self.turn():
            done += 1
        return done

    def stop(self) -> None:
        self.stopping.set()

    def turn(self) -> bool:
        """One job, if there is one."""
        self._keep_house()
        job = leases.take(worker=self.name, patience=self.patience, queues=self.queues, at=_now())
        if job is None:
            return False
        with self.pulse.beating_for(job):
            execute(job, patience=self.patience)
        return True

    def _turn_or_wait(self) -> bool:
        """A database that is locked, or gone for a while, is no reason to die."""
        try:
            return self.turn()
        except DatabaseError as error:
            logger.warning("The database did not answer, trying again: %s", error)
            connection.close_if_unusable_or_obsolete()
            return False

    def _keep_house(self) -> None:
        """Queue what the schedule says, and put abandoned jobs back: both are safe to share."""
        if time.monotonic() < self._next_housekeeping:
            return
        self._next_housekeeping = time.monotonic() + min(5, self.patience.lease / BEATS_PER_LEASE)
        schedule.queue_what_is_due(at=_now())
        leases.redeliver(patience=self.patience, at=_now())
