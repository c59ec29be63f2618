"""What a chart shows: named values, the same ones that the table beside it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise
Number = int | float | Decimal


class Form(StrEnum):
    BARS = "bars"  # upright, one a year; the series are stacked unless told otherwise
    LINES = "lines"  # one a series, over the years
    ACROSS = "across"  # lying bars, one a category: for names too long to stand side by side


@dataclass(frozen=True)
class Series:
    """One kind of value; ``tone`` is its colour: own office accent warn c5 c6 k1-k5, or by its place."""

    key: str
    label: Text
    tone: str = ""


@dataclass(frozen=True)
class Point:
    at: str | int  # the year or the category
    series: str  # the key of its series
    value: Number | None  # None: not known, which is no bar and a dash in the table


@dataclass(frozen=True)
class Chart:
    form: Form
    title: Text
    series: Sequence[Series]
    points: Sequence[Point]
    along: Text = ""  # what the years or categories are: the first heading of the table
    unit: Text = ""
    note: Text = ""
    stacked: bool = True
    places: int = 0  # decimals in labels and table
    description: Text = ""
    names: dict[str | int, Text] = field(default_factory=dict)  # of years or categories

    @property
    def stops(self) -> list[str | int]:
        """The years or categories, each once, in the order of the points."""
        return list(dict.fromkeys(point.at for point in self.points))

    def name(self, at: str | int) -> str:
        return str(self.names.get(at, at))

    @property
    def rows(self) -> list[tuple[str, list[Number | None]]]:
        """The table: a row a stop, a value a series."""
        values = {(point.at, point.series): point.value for point in self.points}
        return [
            (self.name(at), [values.get((at, one.key)) for one in self.series]) for at in self.stops
        ]

    @property
    def is_empty(self) -> bool:
        return all(point.value is None for point in self.points)
