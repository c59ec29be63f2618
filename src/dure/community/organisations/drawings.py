"""Hub and spoke as a drawing: where each line and circle goes, from the ties."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .models import SupplyTie

WIDE, HIGH = 360, 300
HUB, EDGE = 22, 8
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))  # no two in one direction
MOST_SPOKES = 400
ALL_SALES = 1000  # permille
STRONG = 500  # from half of its sales on, a supplier depends on the hub


@dataclass(frozen=True)
class Spoke:
    tie: SupplyTie
    x: float
    y: float
    is_strong: bool


@dataclass(frozen=True)
class Wheel:
    """A customer in the middle, its suppliers around it, the nearer the more they depend on it."""

    spokes: list[Spoke]
    n_more: int
    n_strong: int
    width: int = WIDE
    height: int = HIGH
    x: int = WIDE // 2
    y: int = HIGH // 2
    ring: float = 0  # within it lie those with half of their sales or more


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
        spokes=[_spoke(tie, i) for i, tie in enumerate(shown)],
        n_more=len(ties) - len(shown),
        n_strong=sum(_share(tie) >= STRONG for tie in ties),
        ring=_reach(STRONG),
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


def _reach(share: int) -> float:
    """How far from the middle: all sales at the hub, none at the rim."""
    rim = min(WIDE, HIGH) / 2 - EDGE
    return round(HUB + (rim - HUB) * (1 - share / ALL_SALES), 1)


def _spoke(tie: SupplyTie, i: int) -> Spoke:
    angle = i * GOLDEN_ANGLE
    reach = _reach(_share(tie))
    return Spoke(
        tie,
        x=round(WIDE / 2 + reach * math.cos(angle), 1),
        y=round(HIGH / 2 + reach * math.sin(angle), 1),
        is_strong=_share(tie) >= STRONG,
    )
