"""What a drawing of a lineage is made of: bodies in time, and in which lane each of them runs.

Nothing here knows Django. Time is a number of years: 2007.5 is the middle of 2007.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SAME_TIME = 0.1  # years: who ends so near to another's start goes on in it


@dataclass(frozen=True)
class Body:
    """``knots`` are (time, members), the first at its founding, the last where it ends."""

    key: int
    label: str
    knots: tuple[tuple[float, int], ...]
    is_own: bool = False
    has_ended: bool = False
    ancestors: tuple[int, ...] = ()

    @property
    def starts(self) -> float:
        return self.knots[0][0]

    @property
    def ends(self) -> float:
        return self.knots[-1][0]

    @property
    def most(self) -> int:
        return max(n for _, n in self.knots)

    def goes_on_in(self, heir: Body) -> bool:
        """It ends when the other starts, and the other grew out of it."""
        is_child = self.key in heir.ancestors
        return is_child and self.has_ended and abs(self.ends - heir.starts) <= SAME_TIME


def in_order(bodies: Iterable[Body]) -> list[Body]:
    """The oldest first; of one age, whoever others of that age grew out of, then the larger."""
    waiting = sorted(bodies, key=lambda body: (body.starts, -body.most, body.key))
    known = {body.key for body in waiting}
    placed: list[Body] = []
    while waiting:
        done = {body.key for body in placed}
        ready = (b for b in waiting if not (set(b.ancestors) & known) - done)
        body = next(ready, waiting[0])
        waiting.remove(body)
        placed.append(body)
    return placed


def lanes(bodies: Sequence[Body], until: Mapping[int, float], *, share: bool) -> dict[int, int]:
    """In which lane each body runs, 0 the uppermost.

    An heir goes on in the uppermost lane of those it grew out of. Everybody else takes a lane of
    their own below the body they grew out of; with ``share`` one that is free again. A lane is
    taken until the time ``until`` of its last body, whose label may be longer than its life.
    """
    found: dict[int, int] = {}
    free_from: list[float] = []
    for body in in_order(bodies):
        before = [b for b in bodies if b.key in found and b.goes_on_in(body)]
        inherited = min((found[b.key] for b in before), default=-1)
        if before and free_from[inherited] <= body.starts + SAME_TIME:
            lane = inherited
        else:
            above = [found[key] for key in body.ancestors if key in found]
            lane = _free_lane(free_from, min(above, default=-1) + 1, body.starts, share=share)
        if lane == len(free_from):
            free_from.append(0.0)
        free_from[lane] = max(free_from[lane], until[body.key])
        found[body.key] = lane
    return found


def _free_lane(free_from: list[float], first: int, at: float, *, share: bool) -> int:
    if share:
        for lane in range(first, len(free_from)):
            if free_from[lane] <= at:
                return lane
    return len(free_from)
