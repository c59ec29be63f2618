"""The working groups of the mini-clusters that the paper counts but does not name."""

from __future__ import annotations

import datetime as dt

from .plan import (
    CLUSTERS,
    LAST_YEAR,
    MOULD_CIRCLES,
    OTHER_CIRCLES,
    OTHER_PARTICIPANTS,
    TOPICS,
    Circle,
    split,
)

START = min(OTHER_CIRCLES)


def all_circles() -> list[Circle]:
    return [*MOULD_CIRCLES, *_others()]


def _others() -> list[Circle]:
    """Circles numbered by when they end: circle i lives in every year that has more than i."""
    lasting = [c for c in CLUSTERS if c.weight and c.ended_on is None]
    most = max(OTHER_CIRCLES.values())
    years_of = {i: [y for y, n in OTHER_CIRCLES.items() if i < n] for i in range(most)}
    sizes: dict[int, dict[int, int]] = {i: {} for i in range(most)}
    for year, n in OTHER_CIRCLES.items():
        parts = split(OTHER_PARTICIPANTS[year], {f"{i:02}": 1 for i in range(n)})
        for i in range(n):
            sizes[i][year] = parts[f"{i:02}"]
    circles = []
    for i in range(most):
        cluster, topic = lasting[i % len(lasting)], TOPICS[i // len(lasting) % len(TOPICS)]
        label = cluster.ko.removesuffix(" 미니클러스터")
        english = cluster.en.removesuffix(" mini-cluster")
        first, last = years_of[i][0], years_of[i][-1]
        circles.append(
            Circle(
                f"{label} {topic[0]} 워킹그룹",
                f"{english}: {topic[1].lower()} working group",
                cluster.key,
                dt.date(first, 4 + i % 6, 3 + i),
                None if last == LAST_YEAR else dt.date(last + 1, 2, 10 + i % 15),
                sizes[i],
            )
        )
    return circles
