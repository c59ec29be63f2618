"""Hub and spoke as a drawing: where each line and circle goes, from the ties."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .models import SupplyTie

WIDE, HIGH = 360, 300
MOST_SPOKES = 48
ALL_SALES = 1000  # permille
STRONG = 500  # from half of its sales on, a supplier depends on the hub


@dataclass(frozen=True)
class Spoke:
    tie: SupplyTie
    x: float
    y: float
    width: float
    radius: float
    is_strong: bool


@dataclass(frozen=True)
class Wheel:
    """A customer in the middle, its suppliers around it; a line is as thick as the dependence."""

    spokes: list[Spoke]
    n_more: int
    n_strong: int
    width: int = WIDE
    height: int = HIGH
    x: int = WIDE // 2
    y: int = HIGH // 2


@dataclass(frozen=True)
class Bar:
    tie: SupplyTie
    x: float
    width: float
    is_strong: bool


@dataclass(frozen=True)
class Sales:
    """A supplier's sales as one bar, customer by customer; what is left is not known."""

    bars: list[Bar]
    known: int
    largest: int

    @property
    def unknown(self) -> int:
        return ALL_SALES - self.known


def wheel(ties: Sequence[SupplyTie]) -> Wheel:
    """Of the ties that hold, strongest first."""
    shown = ties[:MOST_SPOKES]
    return Wheel(
        spokes=[_spoke(tie, i, len(shown)) for i, tie in enumerate(shown)],
        n_more=len(ties) - len(shown),
        n_strong=sum(_share(tie) >= STRONG for tie in ties),
    )


def sales(ties: Sequence[SupplyTie]) -> Sales | None:
    """Of the ties that hold, strongest first; nothing where no share is known."""
    known = [tie for tie in ties if tie.share_of_sales_permille]
    if not known:
        return None
    bars, x = [], 0.0
    for tie in known:
        share = _share(tie)
        bars.append(Bar(tie, x / 10, share / 10, share >= STRONG))
        x += share
    return Sales(bars, known=int(x), largest=_share(known[0]))


def _share(tie: SupplyTie) -> int:
    return tie.share_of_sales_permille or 0


def _spoke(tie: SupplyTie, i: int, n: int) -> Spoke:
    angle = 2 * math.pi * i / n - math.pi / 2
    reach = min(WIDE, HIGH) / 2 - 24
    share = _share(tie)
    return Spoke(
        tie,
        x=round(WIDE / 2 + reach * math.cos(angle), 1),
        y=round(HIGH / 2 + reach * math.sin(angle), 1),
        width=round(1 + 7 * share / ALL_SALES, 1),
        radius=round(3 + 7 * math.sqrt(share / ALL_SALES), 1),
        is_strong=share >= STRONG,
    )
