"""The paper that a river is drawn on, with its scales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .axis import Axis, Column, columns
from .labels import AWAY, Text, broken
from .lineage import Body

LEAST_HALF = 1.75  # a body of one member, or of none, is still seen
BEND = 0.75  # columns that a band needs to come out of another


@dataclass(frozen=True)
class Paper:
    width: float
    font: float
    most: float  # how wide the widest band is
    column: float  # how long a line of a label may be
    label_lines: int
    gap: float = 10
    margin: float = 8
    years: str = "{}"  # how a year is written

    @property
    def axis(self) -> float:
        return self.font + 14


WIDE = Paper(width=1060, font=13, most=58, column=280, label_lines=2)
NARROW = Paper(width=358, font=12, most=34, column=128, label_lines=3, gap=8, margin=4)


@dataclass
class Sheet:
    """The paper with its scales; ``apart`` are those whose label stands in the first column."""

    paper: Paper
    bodies: Sequence[Body]
    apart: frozenset[int] = frozenset()
    columns: list[Column] = field(init=False)
    texts: dict[int, Text] = field(init=False)
    axis: Axis = field(init=False)

    def __post_init__(self) -> None:
        paper = self.paper
        self.columns = columns(self.bodies)
        self.scale = paper.most / max(1, *(body.most for body in self.bodies))
        self.texts = {body.key: self._text(body, paper.column) for body in self.bodies}
        self.axis = self._ruled(paper.margin)
        for _ in self.columns:  # a wider first column makes the others narrower, and so on
            self.axis = self._ruled(self._label_room())
        for body in self.bodies:
            before = self.x(body.starts) - AWAY - paper.margin
            if body.key not in self.apart and before > paper.column:
                self.texts[body.key] = self._text(body, before)

    def _text(self, body: Body, room: float) -> Text:
        return broken(body.label, self.paper.font, room, self.paper.label_lines)

    def _ruled(self, left: float) -> Axis:
        step = (self.paper.width - self.paper.margin - left) / len(self.columns)
        return Axis(self.columns, left, step)

    def _label_room(self) -> float:
        """How much is needed left of the first year, that each label fits before its band."""
        most = self.paper.margin
        for body in self.bodies:
            before = 0.0 if body.key in self.apart else self.x(body.starts) - self.axis.left
            most = max(most, self.paper.margin + self.texts[body.key].width + AWAY - before)
        return most

    @property
    def bend(self) -> float:
        return self.axis.step * BEND

    def x(self, time: float) -> float:
        return self.axis.x(time)

    def half(self, members: float) -> float:
        return max(members * self.scale / 2, LEAST_HALF)

    def bend_of(self, body: Body) -> float:
        return min(self.bend, (self.x(body.ends) - self.x(body.starts)) / 2)
