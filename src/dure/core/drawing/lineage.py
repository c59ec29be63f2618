"""What a drawing of a lineage is made of: bodies in time, and their order.

Nothing here knows Django. Time is a number of years: 2007.5 is the middle of 2007.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    is_invented: bool = False

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
