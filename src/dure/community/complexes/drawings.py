"""A sketch of where the complexes lie: points by their coordinates, with a few cities to go by."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dure.core.drawing.labels import broken
from dure.core.naming import named

from .models import Complex

WEST, EAST, SOUTH, NORTH = 125.6, 130.0, 33.0, 38.8  # Korea south of the border, roughly
WIDTH = 300
FONT, AWAY, LINES = 13, 8, 3  # of the label of the one that a page is about
CITIES = {
    "Seoul": ("서울", 37.57, 126.98),
    "Daejeon": ("대전", 36.35, 127.38),
    "Daegu": ("대구", 35.87, 128.60),
    "Busan": ("부산", 35.18, 129.08),
    "Gwangju": ("광주", 35.16, 126.85),
    "Jeju": ("제주", 33.50, 126.53),
}


@dataclass(frozen=True)
class Bounds:
    """What a sketch shows at least, and how many degrees it leaves around its points."""

    west: float
    east: float
    south: float
    north: float
    margin: float


KOREA = Bounds(WEST, EAST, SOUTH, NORTH, margin=0.3)
AROUND = Bounds(EAST, WEST, NORTH, SOUTH, margin=1.3)  # nothing but the margin
CLOSE = Bounds(EAST, WEST, NORTH, SOUTH, margin=0.55)  # where all lie beside one another
NEAR = 0.6  # degrees between the outermost of several that lie close together
FEW = 5  # so many can be told by their names without one covering another
FLAT = 0.5  # a margin above and below is half of one beside


@dataclass(frozen=True)
class Point:
    name_ko: str
    name_en: str
    x: float
    y: float
    pk: int | None = None
    is_hub: bool = False
    is_here: bool = False
    is_invented: bool = False
    is_named: bool = False
    middle: float = WIDTH / 2
    n_lines: int = LINES

    def __str__(self) -> str:
        return named(self)

    @property
    def reads_right(self) -> bool:
        """Whether its name stands right of it: away from the others, or where more room is."""
        return self.x <= self.middle

    @property
    def label(self) -> tuple[str, ...]:
        """Its name in lines, as long as there is room on its side."""
        room = (WIDTH - self.x if self.reads_right else self.x) - 2 * AWAY
        return broken(named(self), FONT, room, self.n_lines).lines


@dataclass(frozen=True)
class Line:
    """From a hub to what is linked with it."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Sketch:
    points: list[Point]
    lines: list[Line]
    cities: list[Point]
    meridians: list[float]
    parallels: list[float]
    width: int
    height: int

    @property
    def has_invented(self) -> bool:
        return any(point.is_invented for point in self.points)


@dataclass(frozen=True)
class Frame:
    """Degrees to places on the paper: a degree of longitude is as short as in the middle."""

    west: float
    east: float
    south: float
    north: float
    scale: float  # per degree of latitude
    squeeze: float

    def x(self, longitude: float) -> float:
        return round((longitude - self.west) * self.squeeze * self.scale, 1)

    def y(self, latitude: float) -> float:
        return round((self.north - latitude) * self.scale, 1)

    def holds(self, latitude: float, longitude: float) -> bool:
        return self.south < latitude < self.north and self.west < longitude < self.east


def sketch(complexes: Iterable[Complex], *, here: Complex | None = None) -> Sketch | None:
    """Those whose coordinates are known; nothing when there is none."""
    placed = [one for one in complexes if one.latitude is not None and one.longitude is not None]
    if not placed:
        return None
    frame = _frame(placed, _least(placed, here))
    few = len(placed) <= FEW
    points = {one.pk: _point(one, frame, here, is_named=few or one == here) for one in placed}
    if few and len(placed) > 1:
        points = _apart(points)
    return Sketch(
        points=sorted(points.values(), key=lambda point: point.is_here),
        lines=[
            Line(points[one.hub_id].x, points[one.hub_id].y, points[one.pk].x, points[one.pk].y)
            for one in placed
            if one.hub_id in points
        ],
        cities=[
            Point(korean, english, frame.x(longitude), frame.y(latitude))
            for english, (korean, latitude, longitude) in CITIES.items()
            if frame.holds(latitude, longitude)
        ],
        meridians=[
            frame.x(degree) for degree in range(math.ceil(frame.west), math.ceil(frame.east))
        ],
        parallels=[frame.y(d) for d in range(math.ceil(frame.south), math.ceil(frame.north))],
        width=round(frame.x(frame.east)),
        height=round(frame.y(frame.south)),
    )


def _apart(points: dict[int, Point]) -> dict[int, Point]:
    """Names stand outward from the middle of all, in one line: so none covers another."""
    ends = [point.x for point in points.values()]
    middle = (min(ends) + max(ends)) / 2
    return {
        pk: replace(point, middle=2 * point.x - middle, n_lines=1) for pk, point in points.items()
    }


def _least(placed: list[Complex], here: Complex | None) -> Bounds:
    """All of Korea, what lies around one complex, or close by where several lie together."""
    latitudes = [float(one.latitude or 0) for one in placed]
    longitudes = [float(one.longitude or 0) for one in placed]
    spread = max(max(latitudes) - min(latitudes), max(longitudes) - min(longitudes))
    if 0 < spread < NEAR:
        return CLOSE
    return AROUND if here else KOREA


def _frame(placed: list[Complex], least: Bounds) -> Frame:
    """What is drawn, with a margin, and no less than these bounds."""
    latitudes = [float(one.latitude or 0) for one in placed]
    longitudes = [float(one.longitude or 0) for one in placed]
    west = min(least.west, min(longitudes) - least.margin)
    east = max(least.east, max(longitudes) + least.margin)
    south = min(least.south, min(latitudes) - least.margin * FLAT)
    north = max(least.north, max(latitudes) + least.margin * FLAT)
    squeeze = math.cos(math.radians((south + north) / 2))
    return Frame(west, east, south, north, WIDTH / ((east - west) * squeeze), squeeze)


def _point(one: Complex, frame: Frame, here: Complex | None, *, is_named: bool) -> Point:
    return Point(
        one.name_ko,
        one.name_en,
        frame.x(float(one.longitude or 0)),
        frame.y(float(one.latitude or 0)),
        pk=one.pk,
        is_hub=one.hub_id is None,
        is_here=one == here,
        is_invented=one.is_synthetic,
        is_named=is_named,
    )
