"""Bands of changing width, as paths of SVG."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Knot:
    """Where a band stands: its middle, and half its width there."""

    x: float
    y: float
    half: float


@dataclass(frozen=True)
class Ribbon:
    """Knots from left to right; between two of them both edges follow a smooth step.

    ``lane`` is the height it runs at between its bends.
    """

    knots: tuple[Knot, ...]
    lane: float = 0.0

    def at(self, x: float) -> Knot:
        """Between the knots as drawn; beyond them as at the nearest."""
        i = bisect_right([knot.x for knot in self.knots], x)
        if i == 0:
            return self.knots[0]
        if i == len(self.knots):
            return self.knots[-1]
        one, other = self.knots[i - 1], self.knots[i]
        u = (x - one.x) / (other.x - one.x)
        step = u * u * (3 - 2 * u)
        return Knot(x, one.y + (other.y - one.y) * step, one.half + (other.half - one.half) * step)

    @property
    def path(self) -> str:
        upper = [(knot.x, knot.y - knot.half) for knot in self.knots]
        lower = [(knot.x, knot.y + knot.half) for knot in reversed(self.knots)]
        return f"M{_point(upper[0])}{_edge(upper)}L{_point(lower[0])}{_edge(lower)}Z"


def _edge(points: Sequence[tuple[float, float]]) -> str:
    return "".join(_step(one, other) for one, other in pairwise(points))


def _step(one: tuple[float, float], other: tuple[float, float]) -> str:
    """With the control points at the thirds, x runs evenly and y is 3u² - 2u³."""
    if one[1] == other[1]:
        return f"L{_point(other)}"
    third = (other[0] - one[0]) / 3
    first, second = (one[0] + third, one[1]), (other[0] - third, other[1])
    return f"C{_point(first)} {_point(second)} {_point(other)}"


def _point(point: tuple[float, float]) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
