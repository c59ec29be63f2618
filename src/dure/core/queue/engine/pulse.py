"""The thread by which a worker shows that it is alive."""

from __future__ import annotations

import datetime as dt
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import Error as DatabaseError
from django.db import connection, connections

from dure.core.queue.models import Job, Worker

from . import leases
from .backend import limit_of, may_wait

logger = logging.getLogger("dure.queue")

STUCK = 70  # the exit code of a worker whose task overran its limit
BEATS_PER_LEASE = 4


class Pulse:
    """Renews the lease of the running job and the worker's own row.

    A task that overruns its limit would hold its lease, and on SQLite the write lock, for
    ever. Then the whole process gives up, and another worker gets the job.
    """

    def __init__(
        self,
        name: str,
        patience: leases.Patience,
        *,
        give_up: Callable[[int], object] = os._exit,
    ) -> None:
        self.patience = patience
        self.give_up = give_up
        self.job: Job | None = None
        self.ends: float = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="pulse", daemon=True)
        self._row = Worker(name=name, started_at=_now())

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    @contextmanager
    def beating_for(self, job: Job) -> Iterator[None]:
        self.ends = time.monotonic() + limit_of(job)
        self.job = job
        try:
            yield
        finally:
            self.job = None

    def _beat(self) -> None:
        try:
            self.say_alive()
            while not self._over.wait(self.patience.lease / BEATS_PER_LEASE):
                self.say_alive()
                self.renew()
                self.watch()
            self._row.stopped_at = _now()
            self.say_alive()
        finally:
            connections.close_all()

    def say_alive(self) -> None:
        self._row.seen_at = _now()
        try:
            self._row.save()
        except DatabaseError as error:
            _not_this_time(error)

    def renew(self) -> None:
        job = self.job
        if job is None or not _may_write_beside(job):
            return
        try:
            leases.renew(job, until=self.patience.lease_from(_now()))
        except leases.LeaseLost as lost:
            if self.job is job:  # else it has just ended
                logger.warning("%s", lost)
        except DatabaseError as error:
            _not_this_time(error)

    def watch(self) -> None:
        if (job := self.job) and time.monotonic() > self.ends:
            logger.critical("%s overran its limit; this worker gives up", job)
            self.give_up(STUCK)


def _may_write_beside(job: Job) -> bool:
    """On SQLite a short task holds the only write lock: nobody can take its job either."""
    return connection.vendor != "sqlite" or may_wait(job)


def _not_this_time(error: DatabaseError) -> None:
    logger.info("No sign of life this time: %s", error)
    connection.close_if_unusable_or_obsolete()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
