"""Where the names of bands stand: beside their band, where no other band runs through them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .ribbons import Knot, Ribbon

LINE = 1.25  # from one line of a label to the next, in heights of the font
AWAY = 8.0  # between a band and its label
CLEAR = 2.0  # around a label
STEP = 2.0  # how finely a band is looked at


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def meets(self, ribbon: Ribbon) -> bool:
        """Whether the band runs through it, or too near."""
        return any(
            knot.y - knot.half < self.bottom + CLEAR and knot.y + knot.half > self.top - CLEAR
            for knot in self._seen(ribbon)
        )

    def is_inside(self, ribbon: Ribbon) -> bool:
        within = ribbon.knots[0].x <= self.left and self.right <= ribbon.knots[-1].x
        return within and all(
            knot.y - knot.half <= self.top and knot.y + knot.half >= self.bottom
            for knot in self._seen(ribbon)
        )

    def _seen(self, ribbon: Ribbon) -> Iterator[Knot]:
        x = max(self.left - CLEAR, ribbon.knots[0].x)
        end = min(self.right + CLEAR, ribbon.knots[-1].x)
        while x <= end:
            yield ribbon.at(x)
            x += STEP


@dataclass(frozen=True)
class Text:
    """A label broken into lines, and how large it is when set."""

    lines: tuple[str, ...]
    width: float
    height: float

    def at(self, left: float, middle: float) -> Box:
        half = self.height / 2
        return Box(left, middle - half, left + self.width, middle + half)


def length(text: str, font: float) -> float:
    """About how long a text is when set: a Korean syllable is as wide as it is high."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return font * (0.92 * wide + 0.58 * (len(text) - wide))


def broken(text: str, font: float, room: float, most: int) -> Text:
    """In at most so many lines, none longer than ``room``; what does not fit is cut."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if not lines[-1] or length(longer, font) <= room or len(lines) == most:
            lines[-1] = longer
        else:
            lines.append(word)
    cut = tuple(_cut(line, font, room) for line in lines)
    return Text(cut, max(length(line, font) for line in cut), len(cut) * font * LINE)


def _cut(line: str, font: float, room: float) -> str:
    while line and length(line, font) > room:
        line = line[:-2].rstrip() + "…"
    return line


def place(
    text: Text, own: Ribbon, others: Iterable[Ribbon], left: float, right: float
) -> Box | None:
    """Left of where the band starts, in it, or right of where it ends; None: nowhere is free."""
    others = list(others)
    for box in _beside(text, own):
        if left - CLEAR < box.left and box.right <= right and not _struck(box, [own, *others]):
            return box
    for box in _within(text, own):
        if not _struck(box, others):
            return box
    return None


def _beside(text: Text, own: Ribbon) -> Iterator[Box]:
    start, end = own.knots[0].x, own.knots[-1].x
    middle = own.lane
    yield text.at(start - AWAY - text.width, middle)
    yield text.at(end + AWAY, middle)


def _within(text: Text, own: Ribbon) -> Iterator[Box]:
    x = own.knots[0].x + AWAY
    while x + text.width <= own.knots[-1].x:
        box = text.at(x, own.lane)
        if box.is_inside(own):
            yield box
        x += STEP * 2


def _struck(box: Box, ribbons: Sequence[Ribbon]) -> bool:
    return any(box.meets(ribbon) for ribbon in ribbons)
