"""A lineage as a river: every body a band as wide as it has members, over the years.

``draw`` is called once for a wide page and once for a narrow one, with another ``Paper``: the
narrow drawing is not the wide one made smaller.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .lineage import Body, in_order, lanes
from .ribbons import Knot, Ribbon

LEAST_HALF = 1.25  # a body of one member, or of none, is still seen
THREAD_HALF = 0.9  # a further origin beside the first
BEND = 0.75  # years that a band needs to come out of another
SHADES = (0.5, 0.62, 0.74, 0.86, 0.94)  # the later generation is the darker


@dataclass(frozen=True)
class Paper:
    width: float
    font: float
    most: float  # how wide the widest band is
    gap: float = 10
    margin: float = 8
    share_lanes: bool = True
    years: str = "{}"  # how a year is written

    @property
    def axis(self) -> float:
        return self.font + 14


WIDE = Paper(width=1060, font=13, most=58)
NARROW = Paper(width=358, font=12, most=38, gap=8, margin=4, share_lanes=False)


@dataclass(frozen=True)
class Band:
    key: int
    path: str
    is_own: bool
    shade: float
    title: str


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    anchor: str
    text: str
    key: int = 0


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    threads: list[Band]
    bands: list[Band]
    labels: list[Label]
    years: list[Label]
    lines: list[float]
    bottom: float  # of the lines


@dataclass
class _Sheet:
    """The paper with its scales."""

    paper: Paper
    bodies: Sequence[Body]
    first: int = field(init=False)
    last: int = field(init=False)

    def __post_init__(self) -> None:
        self.first = math.floor(min(body.starts for body in self.bodies))
        self.last = max(math.ceil(max(body.ends for body in self.bodies)), self.first + 1)
        self.scale = self.paper.most / max(1, *(body.most for body in self.bodies))
        self.year = (self.paper.width - 2 * self.paper.margin) / (self.last - self.first)

    def x(self, time: float) -> float:
        return self.paper.margin + (time - self.first) * self.year

    def half(self, members: float) -> float:
        return max(members * self.scale / 2, LEAST_HALF)

    def label(self, body: Body) -> str:
        """As much of it as the paper has room for."""
        room, text = self.paper.width - 2 * self.paper.margin, body.label
        while text and length(text, self.paper.font) > room:
            text = text[:-2].rstrip() + "…"
        return text

    def label_starts(self, body: Body) -> float:
        right = self.paper.width - self.paper.margin
        return max(
            self.paper.margin,
            min(self.x(body.starts), right - length(self.label(body), self.paper.font)),
        )

    def needed_until(self, body: Body) -> float:
        """The time until which its lane is taken: by the band, or by its label if longer."""
        end = self.label_starts(body) + length(self.label(body), self.paper.font) + 12
        return max(body.ends, self.first + (end - self.paper.margin) / self.year)


def draw(bodies: Iterable[Body], paper: Paper = WIDE) -> Drawing:
    """Bands, labels and years on ``paper``; at least one body."""
    sheet = _Sheet(paper, in_order(bodies))
    until = {body.key: sheet.needed_until(body) for body in sheet.bodies}
    lane_of = lanes(sheet.bodies, until, share=paper.share_lanes)
    tops, bottom = _tops(sheet, lane_of)
    middle_of = {key: tops[lane][1] for key, lane in lane_of.items()}
    ribbons: dict[int, Ribbon] = {}
    threads: list[Band] = []
    for body in sheet.bodies:
        ribbons[body.key] = _ribbon(sheet, body, ribbons, middle_of)
        threads += _threads(sheet, body, ribbons, middle_of)
    generation = _generations(sheet.bodies)
    bands = [
        Band(b.key, ribbons[b.key].path, b.is_own, _shade(generation[b.key]), b.label)
        for b in sheet.bodies
    ]
    labels = [
        Label(sheet.label_starts(b), tops[lane_of[b.key]][0], "start", sheet.label(b), b.key)
        for b in sheet.bodies
    ]
    years = range(sheet.first, sheet.last)
    return Drawing(
        width=paper.width,
        height=bottom + paper.axis,
        threads=threads,
        bands=bands,
        labels=labels,
        years=list(_years(sheet, years, bottom + paper.font + 6)),
        lines=[sheet.x(year) for year in range(sheet.first, sheet.last + 1)],
        bottom=bottom,
    )


def length(text: str, font: float) -> float:
    """About how long a text is when set: a Korean syllable is as wide as it is high."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return font * (0.92 * wide + 0.58 * (len(text) - wide))


def _tops(sheet: _Sheet, lane_of: dict[int, int]) -> tuple[list[tuple[float, float]], float]:
    """For every lane the base of its labels and the middle of its bands; and where all ends."""
    heights = [0.0] * (max(lane_of.values()) + 1)
    for body in sheet.bodies:
        lane = lane_of[body.key]
        heights[lane] = max(heights[lane], 2 * sheet.half(body.most))
    y, found = 4.0, []
    for height in heights:
        base = y + sheet.paper.font
        found.append((base, base + 6 + height / 2))
        y = base + 6 + height + sheet.paper.gap
    return found, y


def _ribbon(
    sheet: _Sheet, body: Body, drawn: dict[int, Ribbon], middle_of: dict[int, float]
) -> Ribbon:
    middle = middle_of[body.key]
    knots = [Knot(sheet.x(time), middle, sheet.half(n)) for time, n in body.knots]
    heir = next((b for b in sheet.bodies if body.goes_on_in(b)), None)
    origin = _origin(sheet, body)
    bend = sheet.year * min(BEND, (body.ends - body.starts) / 2)
    if origin is not None:
        start = _edge_of(drawn[origin.key], knots[0].x, middle, knots[0].half)
        knots = [start, *_from(Ribbon(tuple(knots)), knots[0].x + bend)]
    if heir is not None:
        slot = _slot(sheet, body, heir, middle_of)
        knots = [*_until(Ribbon(tuple(knots)), knots[-1].x - bend), slot]
    return Ribbon(tuple(knots))


def _origin(sheet: _Sheet, body: Body) -> Body | None:
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


def _slot(sheet: _Sheet, body: Body, heir: Body, middle_of: dict[int, float]) -> Knot:
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
    sheet: _Sheet, body: Body, drawn: dict[int, Ribbon], middle_of: dict[int, float]
) -> list[Band]:
    """Thin bands from the further origins, which are neither its branch nor its heirs."""
    first = _origin(sheet, body)
    others = [
        b
        for b in sheet.bodies
        if b.key in body.ancestors and b != first and not b.goes_on_in(body) and b.key in drawn
    ]
    middle, x = middle_of[body.key], sheet.x(body.starts)
    end = Knot(x + sheet.year * min(BEND, (body.ends - body.starts) / 2), middle, THREAD_HALF)
    found = []
    for origin in others:
        start = min(x, drawn[origin.key].knots[-1].x)
        knots = (_edge_of(drawn[origin.key], start, middle, THREAD_HALF), end)
        shade = SHADES[0]
        found.append(Band(body.key, Ribbon(knots).path, body.is_own, shade, body.label))
    return found


def _generations(bodies: Sequence[Body]) -> dict[int, int]:
    found: dict[int, int] = {}
    for body in bodies:
        found[body.key] = 1 + max((found.get(key, -1) for key in body.ancestors), default=-1)
    return found


def _shade(generation: int) -> float:
    return SHADES[min(generation, len(SHADES) - 1)]


def _years(sheet: _Sheet, years: range, y: float) -> Iterable[Label]:
    """In the middle of each year's column; only every n-th where they would touch."""
    wide = length("2000", sheet.paper.font) + 8
    every = max(1, math.ceil(wide / sheet.year))
    for year in years[::every]:
        yield Label(sheet.x(year + 0.5), y, "middle", sheet.paper.years.format(year))
