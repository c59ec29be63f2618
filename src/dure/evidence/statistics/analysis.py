"""Figures to arrays and back. The only module here that imports ``dure_science``."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from dure_science import regional

Key = int | str
MAY_BE_ALONE = 2  # parts: of one alone nothing is concentrated


@dataclass(frozen=True)
class Growth:
    first: int
    last: int
    whole: float
    a_year: float

    @property
    def size(self) -> float:
        """Without its sign, for a sentence that says whether it grew or fell."""
        return abs(self.whole)


@dataclass(frozen=True)
class Reading:
    """What the figures of one page come to."""

    growth: Growth | None
    concentration: regional.Concentration | None
    quotients: dict[Key, float | None]
    specialisation: float | None


def read(
    parts: Mapping[Key, Decimal], *, reference: Mapping[Key, Decimal], over: Mapping[int, Decimal]
) -> Reading:
    """``parts`` of one year, the same of a ``reference`` area (or nothing), or a value a year."""
    compared = bool(parts and reference)
    return Reading(
        growth=growth_over(over),
        concentration=concentration(parts),
        quotients=quotients(parts, reference) if compared else {},
        specialisation=specialisation(parts, reference) if compared else None,
    )


def shares(values: Mapping[Key, Decimal]) -> dict[Key, float | None]:
    return _by_key(values, regional.shares(_array(values)))


def growth(before: Decimal | None, after: Decimal | None) -> float | None:
    if before is None or after is None:
        return None
    return _known(regional.growth([float(before)], [float(after)])[0])


def growth_over(values: Mapping[int, Decimal]) -> Growth | None:
    """From the first year to the last; nothing where there are not two, or the first is zero."""
    if len(values) < MAY_BE_ALONE:
        return None
    first, last = min(values), max(values)
    ends = [float(values[first])], [float(values[last])]
    whole = _known(regional.growth(*ends)[0])
    if whole is None:
        return None
    a_year = regional.yearly_growth(*ends, years=last - first)[0]
    return Growth(first, last, whole, float(a_year))


def concentration(values: Mapping[Key, Decimal]) -> regional.Concentration | None:
    if len(values) < MAY_BE_ALONE or not any(values.values()):
        return None
    return regional.concentration(_array(values))


def quotients(
    ours: Mapping[Key, Decimal], reference: Mapping[Key, Decimal]
) -> dict[Key, float | None]:
    """The location quotient of each of our parts; None where the reference has none of it."""
    keys = list(dict.fromkeys([*ours, *reference]))
    found = regional.location_quotient(
        [float(ours.get(key, 0)) for key in keys],
        [float(reference.get(key, 0)) for key in keys],
    )
    by_key = dict(zip(keys, (_known(value) for value in found), strict=True))
    return {key: by_key[key] for key in ours}


def specialisation(ours: Mapping[Key, Decimal], reference: Mapping[Key, Decimal]) -> float | None:
    """Krugman's index against the reference, from 0 (the same) to 2 (nothing in common)."""
    keys = list(dict.fromkeys([*ours, *reference]))
    found = regional.krugman(
        [float(ours.get(key, 0)) for key in keys],
        [float(reference.get(key, 0)) for key in keys],
    )
    return _known(float(found))


def _array(values: Mapping[Key, Decimal]) -> list[float]:
    return [float(value) for value in values.values()]


def _by_key(
    values: Mapping[Key, Decimal], found: Sequence[float] | np.ndarray
) -> dict[Key, float | None]:
    return dict(zip(values, (_known(value) for value in found), strict=True))


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
