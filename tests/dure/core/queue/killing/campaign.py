"""Kills real workers with SIGKILL, and prints as JSON where they were and what came of it.

    python -m django shell -c "campaign.run(random_kills=100, exact_kills=15)"

Each worker is a process of its own, forked from this one so that it starts in no time. It
writes what it is doing into a byte of shared memory, where its murderer reads it.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import signal
import time
from collections import Counter
from enum import IntEnum

from django.db import connections

from dure.core.models import AuditEvent, Job
from dure.core.queue.engine import execution, leases
from dure.core.queue.engine.worker import Loop
from dure.core.queue.models import Status

from . import probes

LONGEST_LIFE = 0.08


class Place(IntEnum):
    STARTING = 0
    LOOKING = 1  # for a job, or taking one
    WORKING = 2  # inside the task: its effect is being written
    BETWEEN = 3  # the effect is written, its end not yet
    ENDED = 4  # both are written, nothing is committed
    COMMITTED = 5


place = mmap.mmap(-1, 1)


def run(*, random_kills: int, exact_kills: int) -> None:
    moments = [None] * random_kills + [Place.BETWEEN, Place.ENDED] * exact_kills
    random.shuffle(moments)
    queued = Counter[str]()
    killed: Counter[str] = Counter()
    for moment in moments:
        queue_some(queued)
        killed[life_and_death(moment)] += 1
    ends_in_peace(Job.objects.count())
    print(json.dumps({"killed": killed, "queued": queued, **outcome()}))


def queue_some(queued: Counter[str]) -> None:
    ready = Job.objects.filter(status=Status.WAITING).count()
    for _ in range(ready, 30):
        probe = probes.long if queued.total() % 3 == 0 else probes.short
        probe.enqueue(queued.total())
        queued[probe.name] += 1
    connections.close_all()


def life_and_death(moment: Place | None) -> str:
    """Where the worker was when it died."""
    place[0] = Place.STARTING
    child = os.fork()
    if child == 0:
        work(kill_at=moment)
    if moment is None:
        wait_until_it_works()
        time.sleep(random.uniform(0, LONGEST_LIFE))  # noqa: S311
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WTERMSIG(status) != signal.SIGKILL:
        raise RuntimeError(f"a worker died by itself: {status}")
    return Place(place[0]).name + ("" if moment is None else "_EXACTLY")


def wait_until_it_works() -> None:
    """To be started takes longest on a busy machine, and would be where most are killed."""
    until = time.monotonic() + random.uniform(0, 2)  # noqa: S311
    while place[0] == Place.STARTING and time.monotonic() < until:
        time.sleep(0.001)


def ends_in_peace(jobs: int) -> None:
    """The last worker does what the others left."""
    connections.close_all()
    until = time.monotonic() + 60
    while Job.objects.open().exists():
        if time.monotonic() > until:
            raise RuntimeError(f"of {jobs} jobs some are left: {list(Job.objects.open())}")
        Loop().run_until_empty()
        time.sleep(0.05)


def outcome() -> dict[str, object]:
    targets = AuditEvent.objects.filter(action="probe").values_list("target", flat=True)
    effects = Counter(target.split(":")[0] for target in targets)
    times = Counter(targets)
    return {
        "effects": effects,
        "twice": [target for target, count in times.items() if count > 1],
        "statuses": Counter(Job.objects.values_list("status", flat=True)),
        "redelivered": Job.objects.filter(attempts__gt=1).count(),
    }


def work(*, kill_at: Place | None) -> None:
    """Never returns. Watches itself at the moments that matter, and dies there if told to."""

    def reach(here: Place) -> None:
        place[0] = here
        if here == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(before: Place, function, after: Place):
        def call(*args, **kwargs):
            reach(before)
            result = function(*args, **kwargs)
            reach(after)
            return result

        return call

    execution._call = watched(Place.WORKING, execution._call, Place.BETWEEN)
    leases.finish = watched(Place.BETWEEN, leases.finish, Place.ENDED)
    leases.take = watched(Place.LOOKING, leases.take, Place.LOOKING)
    execution._run = watched(Place.LOOKING, execution._run, Place.COMMITTED)
    try:
        Loop(pause=0.005).run()
    finally:
        os._exit(3)
