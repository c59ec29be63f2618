"""Sums and shares of what may be missing: a sum with a gap is not known."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from dure.evidence.reproduction.cells import Basis, Computed, Value


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    found = list(values)
    known = [value for value in found if value is not None]
    return sum(known, Decimal()) if known and len(known) == len(found) else None


def percent(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return Decimal(part) * 100 / Decimal(whole)


def kept(value: Value, basis: Basis = Basis.COUNTS, note: str = "") -> Computed:
    """What was entered from the very place that it is compared with."""
    return Computed(value, basis, note, is_kept=True)
