"""Figures of speed, each beside a named peer measured in the same run.

A benchmark is a module of this package with a function ``figures()`` that yields ``Figure``s. It
finds an empty, migrated database of its own; `make bench` runs it on SQLite in a file, with the
settings of a site, and wherever it is installed on PostgreSQL.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """``value`` of ``what``, beside ``peer_value`` of ``peer``."""

    what: str
    value: float
    unit: str
    peer: str
    peer_value: float

    @property
    def ratio(self) -> float:
        return self.value / self.peer_value


def per_second(deed: Callable[[int], object], times: int) -> float:
    """How often in a second ``deed`` can be done, one after the other."""
    start = time.perf_counter()
    for number in range(times):
        deed(number)
    return times / (time.perf_counter() - start)


def milliseconds(deed: Callable[[], object], times: int = 20) -> float:
    """How long ``deed`` takes: the median of several, after one that does not count."""
    deed()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        deed()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[times // 2] * 1000
