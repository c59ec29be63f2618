"""When a periodic task is due: ``"17 3 * * *"`` as in cron, or every so and so long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))
LONGEST_WAIT = 366 * 8 + 1  # 29 February, across a century that has none
EPOCH = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Cron:
    """The five fields of cron: minute, hour, day of the month, month, day of the week (0 Sunday).

    Each is ``*``, a number, a range ``1-5``, a step ``*/15`` or a list of these. As in cron, a
    day counts when either of the two day fields names it, where both say something.
    """

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either_day: bool
    zone: ZoneInfo

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo) -> Cron:
        parts = text.split()
        if len(parts) != len(FIELDS):
            raise ValueError(f"{text!r} has {len(parts)} fields; cron has five")
        minutes, hours, days, months, weekdays = (
            _values(part, *field) for part, field in zip(parts, FIELDS, strict=True)
        )
        return cls(
            minutes=minutes,
            hours=hours,
            days=days,
            months=months,
            weekdays=frozenset(day % 7 for day in weekdays),
            either_day=not parts[2].startswith("*") and not parts[4].startswith("*"),
            zone=zone,
        )

    def latest(self, at: dt.datetime) -> dt.datetime:
        """The last due moment not after ``at``."""
        now = at.astimezone(self.zone)
        for days_ago in range(LONGEST_WAIT):
            day = now.date() - dt.timedelta(days=days_ago)
            for moment in self._backwards(day):
                if moment <= at:
                    return moment
        raise ValueError("no such day in eight years")

    def _backwards(self, day: dt.date) -> Iterator[dt.datetime]:
        if not self._names(day):
            return
        for hour in sorted(self.hours, reverse=True):
            for minute in sorted(self.minutes, reverse=True):
                time = dt.time(hour, minute, tzinfo=self.zone)
                yield dt.datetime.combine(day, time).astimezone(dt.UTC)

    def _names(self, day: dt.date) -> bool:
        of_month, of_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        named = of_month or of_week if self.either_day else of_month and of_week
        return named and day.month in self.months


def latest_due(rhythm: str | dt.timedelta, *, at: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The last moment not after ``at`` at which something of this rhythm was due."""
    if isinstance(rhythm, dt.timedelta):
        return at - (at - EPOCH) % rhythm
    return Cron.parse(rhythm, zone).latest(at)


def _values(part: str, name: str, low: int, high: int) -> frozenset[int]:
    found: set[int] = set()
    for piece in part.split(","):
        span, _, step = piece.partition("/")
        first, _, last = span.partition("-")
        try:
            start = low if span == "*" else int(first)
            stop = high if span == "*" or (step and not last) else int(last or first)
            values = range(start, stop + 1, int(step or 1))
        except ValueError as error:
            raise ValueError(f"{part!r} is no {name}") from error
        if not values or start < low or stop > high:
            raise ValueError(f"{part!r} is no {name}: from {low} to {high}")
        found.update(values)
    return frozenset(found)
