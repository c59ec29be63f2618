"""Every figure of the paper from the records, without a look at what is printed."""

from __future__ import annotations

from dure.evidence.reproduction.cells import Found
from dure.evidence.reproduction.queries import Records

from . import networks, statistics, text


def compute(records: Records) -> Found:
    return statistics.compute(records) | networks.compute(records) | text.compute(records)
