"""Which way each band of a river runs: out of which others, and into which."""

from __future__ import annotations

from collections.abc import Mapping

from .lineage import Body
from .ribbons import Knot, Ribbon
from .sheet import Sheet

THREAD_HALF = 1.25  # a further origin beside the first


def courses(
    sheet: Sheet, middle_of: Mapping[int, float]
) -> tuple[dict[int, Ribbon], list[tuple[Body, Ribbon]]]:
    ribbons: dict[int, Ribbon] = {}
    threads: list[tuple[Body, Ribbon]] = []
    for body in sheet.bodies:
        ribbons[body.key] = _ribbon(sheet, body, ribbons, middle_of)
        threads += [(body, one) for one in _threads(sheet, body, ribbons, middle_of)]
    return ribbons, threads


def _ribbon(
    sheet: Sheet, body: Body, drawn: Mapping[int, Ribbon], middle_of: Mapping[int, float]
) -> Ribbon:
    middle = middle_of[body.key]
    knots = [Knot(sheet.x(time), middle, sheet.half(n)) for time, n in body.knots]
    heir = next((b for b in sheet.bodies if body.goes_on_in(b)), None)
    origin = _origin(sheet, body)
    bend = sheet.bend_of(body)
    if origin is not None:
        start = _edge_of(drawn[origin.key], knots[0].x, middle, knots[0].half)
        knots = [start, *_from(Ribbon(tuple(knots)), knots[0].x + bend)]
    if heir is not None:
        slot = _slot(sheet, body, heir, middle_of)
        knots = [*_until(Ribbon(tuple(knots)), knots[-1].x - bend), slot]
    return Ribbon(tuple(knots), middle)


def _origin(sheet: Sheet, body: Body) -> Body | None:
    """The body that it branches off: the smallest that still lives then."""
    if any(b.goes_on_in(body) for b in sheet.bodies):
        return None
    alive = [
        b
        for b in sheet.bodies
        if b.key in body.ancestors and b.starts < body.starts and b.ends >= body.starts
    ]
    return min(alive, key=lambda b: (b.most, b.key), default=None)


def _edge_of(origin: Ribbon, x: float, toward: float, half: float) -> Knot:
    """Inside the origin's edge on the side of ``toward``."""
    there = origin.at(x)
    half = min(half, there.half, 3.0)
    inside = there.half - half
    return Knot(x, there.y + (inside if toward > there.y else -inside), half)


def _from(ribbon: Ribbon, x: float) -> list[Knot]:
    return [ribbon.at(x), *(knot for knot in ribbon.knots if knot.x > x + 0.5)]


def _until(ribbon: Ribbon, x: float) -> list[Knot]:
    return [*(knot for knot in ribbon.knots if knot.x < x - 0.5), ribbon.at(x)]


def _slot(sheet: Sheet, body: Body, heir: Body, middle_of: Mapping[int, float]) -> Knot:
    """Its part of the heir's first edge: in proportion to those that go on in it with it."""
    together = [b for b in sheet.bodies if b.goes_on_in(heir)]
    together.sort(key=lambda b: (middle_of[b.key], b.starts, b.key))
    whole = sheet.half(heir.knots[0][1])
    total = sum(b.knots[-1][1] for b in together) or 1
    before = sum(b.knots[-1][1] for b in together[: together.index(body)])
    half = whole * body.knots[-1][1] / total
    y = middle_of[heir.key] - whole + 2 * whole * before / total + half
    return Knot(sheet.x(heir.starts), y, half)


def _threads(
    sheet: Sheet, body: Body, drawn: Mapping[int, Ribbon], middle_of: Mapping[int, float]
) -> list[Ribbon]:
    """Thin bands from the further origins, which are neither its branch nor its heirs."""
    first = _origin(sheet, body)
    others = [
        b
        for b in sheet.bodies
        if b.key in body.ancestors and b != first and not b.goes_on_in(body) and b.key in drawn
    ]
    middle, x = middle_of[body.key], sheet.x(body.starts)
    end = Knot(x + sheet.bend_of(body), middle, THREAD_HALF)
    found = []
    for origin in others:
        start = min(x, drawn[origin.key].knots[-1].x)
        knots = (_edge_of(drawn[origin.key], start, middle, THREAD_HALF), end)
        found.append(Ribbon(knots, middle))
    return found
