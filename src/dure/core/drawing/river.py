"""A lineage as a river: every body a band as wide as it has members, over the years.

``draw`` is called once for a wide page and once for a narrow one, with another ``Paper``: the
narrow drawing is not the wide one made smaller. Every body has a lane of its own, in the order of
their founding, so that nothing runs left of where a body starts but what flows into it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .courses import courses
from .labels import Box, length, place
from .lineage import Body, in_order
from .ribbons import Ribbon
from .sheet import WIDE, Paper, Sheet

SHADES = (0.5, 0.62, 0.74, 0.86, 0.94)  # the later generation is the darker
FOLD = "⋯"  # stands for years drawn together


@dataclass(frozen=True)
class Band:
    key: int
    path: str
    is_own: bool
    shade: float
    title: str
    is_invented: bool = False


@dataclass(frozen=True)
class Year:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Label:
    """A name in lines; ``leader`` joins it to a band that starts far from it."""

    key: int
    box: Box
    lines: tuple[str, ...]
    anchor: str = "start"
    leader: str = ""

    @property
    def at(self) -> float:
        return self.box.right if self.anchor == "end" else self.box.left

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def set_lines(self) -> list[tuple[float, str]]:
        """Each line and the height of its base."""
        each = (self.box.bottom - self.box.top) / len(self.lines)
        return [(self.box.top + each * (n + 0.76), line) for n, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Fold:
    """Where the axis is broken."""

    x: float
    width: float
    first: int
    last: int


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    threads: list[Band]
    bands: list[Band]
    labels: list[Label]
    years: list[Year]
    lines: list[float]
    folds: list[Fold]
    bottom: float  # of the lines


def draw(bodies: Iterable[Body], paper: Paper = WIDE) -> Drawing:
    """Bands, labels and years on ``paper``; at least one body."""
    sheet = Sheet(paper, in_order(bodies))
    while True:
        middle_of, bottom = _middles(sheet)
        ribbons, threads = courses(sheet, middle_of)
        labels, homeless = _labels(sheet, ribbons, [ribbon for _, ribbon in threads])
        if not homeless - sheet.apart:
            break
        sheet = replace(sheet, apart=sheet.apart | homeless)
    generation = _generations(sheet.bodies)
    return Drawing(
        width=paper.width,
        height=bottom + paper.axis,
        threads=[_band(body, ribbon, 2) for body, ribbon in threads],
        bands=[_band(body, ribbons[body.key], generation[body.key]) for body in sheet.bodies],
        labels=labels,
        years=list(_years(sheet, bottom + paper.font + 6)),
        lines=[sheet.axis.left + sheet.axis.step * n for n in range(len(sheet.columns) + 1)],
        folds=[
            Fold(sheet.x(column.first), sheet.axis.step, column.first, column.last)
            for column in sheet.columns
            if column.is_folded
        ],
        bottom=bottom,
    )


def _band(body: Body, ribbon: Ribbon, generation: int) -> Band:
    shade = _shade(generation)
    return Band(body.key, ribbon.path, body.is_own, shade, body.label, body.is_invented)


def _middles(sheet: Sheet) -> tuple[dict[int, float], float]:
    """The middle of each body's lane, which holds band and label; and where all ends."""
    y, found = 4.0, {}
    for body in sheet.bodies:
        height = max(2 * sheet.half(body.most), sheet.texts[body.key].height + 2)
        found[body.key] = y + height / 2
        y += height + sheet.paper.gap
    return found, y


def _labels(
    sheet: Sheet, ribbons: Mapping[int, Ribbon], threads: Sequence[Ribbon]
) -> tuple[list[Label], set[int]]:
    """The labels, and whose stands in the first column because nowhere else is free."""
    found, apart = [], set()
    left, right = sheet.paper.margin, sheet.paper.width - sheet.paper.margin
    for body in sheet.bodies:
        own, text = ribbons[body.key], sheet.texts[body.key]
        others = [ribbon for key, ribbon in ribbons.items() if key != body.key]
        box = place(text, own, [*others, *threads], left, right)
        leader = ""
        anchor = "end" if box and box.right < own.knots[0].x else "start"
        if box is None:
            apart.add(body.key)
            box = text.at(left, own.lane)
            leader = f"M{box.right + 4:.1f},{own.lane:.1f}H{own.knots[0].x - 2:.1f}"
        found.append(Label(body.key, box, text.lines, anchor, leader))
    return found, apart


def _generations(bodies: Sequence[Body]) -> dict[int, int]:
    found: dict[int, int] = {}
    for body in bodies:
        found[body.key] = 1 + max((found.get(key, -1) for key in body.ancestors), default=-1)
    return found


def _shade(generation: int) -> float:
    return SHADES[min(generation, len(SHADES) - 1)]


def _years(sheet: Sheet, y: float) -> Iterable[Year]:
    """In the middle of each column; only every n-th where they would touch."""
    wide = length("2000", sheet.paper.font) + 6
    every = max(1, math.ceil(wide / sheet.axis.step))
    after = 0
    for place_of, column in enumerate(sheet.columns):
        x = sheet.axis.left + (place_of + 0.5) * sheet.axis.step
        if column.is_folded:
            yield Year(x, y, FOLD)
            after = place_of + 1
        elif (place_of - after) % every == 0 and x + wide / 2 - 6 <= sheet.paper.width:
            yield Year(
                min(x, sheet.paper.width - wide / 2), y, sheet.paper.years.format(column.first)
            )
