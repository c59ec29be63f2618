from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.core.queue.engine.calendar import Cron, latest_due

SEOUL = ZoneInfo("Asia/Seoul")
MOMENTS = st.datetimes(
    dt.datetime(2020, 1, 1),  # noqa: DTZ001 - the zone is added
    dt.datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)


def seoul(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("cron", "at", "due"),
    [
        ("17 3 * * *", "2026-03-02 03:17", "2026-03-02 03:17"),
        ("17 3 * * *", "2026-03-02 03:16:59", "2026-03-01 03:17"),
        ("*/15 * * * *", "2026-03-02 00:14", "2026-03-02 00:00"),
        ("5/20 * * * *", "2026-03-02 00:44", "2026-03-02 00:25"),
        ("0 9-11 * * *", "2026-03-02 23:00", "2026-03-02 11:00"),
        ("0 9 * * 1-5", "2026-03-01 12:00", "2026-02-27 09:00"),  # Sunday: back to Friday
        ("0 9 * * 0", "2026-03-02 12:00", "2026-03-01 09:00"),
        ("0 9 * * 7", "2026-03-02 12:00", "2026-03-01 09:00"),
        ("0 0 31 * *", "2026-03-02 00:00", "2026-01-31 00:00"),
        ("0 0 29 2 *", "2026-03-02 00:00", "2024-02-29 00:00"),
        ("0 0 13 * 5", "2026-03-07 00:00", "2026-03-06 00:00"),  # either day, as in cron
        ("0 0 1,15 1,7 *", "2026-03-02 00:00", "2026-01-15 00:00"),
    ],
)
def test_the_latest_due_moment(cron, at, due):
    assert latest_due(cron, at=seoul(at), zone=SEOUL) == seoul(due)


@pytest.mark.parametrize(
    ("cron", "complaint"),
    [
        ("* * * *", "has 4 fields"),
        ("60 * * * *", "is no minute: from 0 to 59"),
        ("* * 0 * *", "is no day: from 1 to 31"),
        ("x * * * *", "is no minute"),
        ("5-1 * * * *", "is no minute"),
        ("*/0 * * * *", "is no minute"),
    ],
)
def test_what_is_no_rhythm_is_refused(cron, complaint):
    with pytest.raises(ValueError, match=complaint):
        Cron.parse(cron, SEOUL)


def test_a_day_that_never_comes_is_refused():
    with pytest.raises(ValueError, match="no such day"):
        latest_due("0 0 31 2 *", at=seoul("2026-03-02 00:00"), zone=SEOUL)


@given(MOMENTS)
def test_an_interval_is_due_at_the_same_moments_for_everybody(at):
    every = dt.timedelta(minutes=7)

    due = latest_due(every, at=at, zone=SEOUL)

    assert due <= at < due + every
    assert latest_due(every, at=due, zone=SEOUL) == due


@given(MOMENTS)
def test_a_due_moment_is_its_own_latest(at):
    due = latest_due("*/10 3,15 * 2-11 1-5", at=at, zone=SEOUL)

    assert due <= at
    assert latest_due("*/10 3,15 * 2-11 1-5", at=due, zone=SEOUL) == due
