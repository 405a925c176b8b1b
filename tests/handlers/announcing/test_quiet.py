"""The quiet hours: when an announcement may begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.announcing.quiet import disturbs, end_of_quiet, not_before
from knowledge.model.announcement import Announcement, Repeat, State

ZONE = ZoneInfo("Asia/Shanghai")
NIGHT, NOON = datetime(2031, 1, 10, 23, tzinfo=ZONE), datetime(2031, 1, 10, 12, tzinfo=ZONE)
MORNING = datetime(2031, 1, 11, 7, tzinfo=ZONE)
QUIET = (22, 7)
DRAFT = Announcement(id="a", state=State.DRAFT, html="x", author=1, created_at=NOON)


@pytest.mark.parametrize(
    ("hour", "quiet", "end"),
    [
        (22, (22, 7), "2031-01-11 07:00"),
        (6, (22, 7), "2031-01-10 07:00"),
        (7, (22, 7), None),
        (21, (22, 7), None),
        (13, (12, 14), "2031-01-10 14:00"),
        (14, (12, 14), None),
        (3, (0, 0), None),
    ],
)
def test_when_the_quiet_hours_end(hour: int, quiet: tuple[int, int], end: str | None) -> None:
    until = end_of_quiet(NOON.replace(hour=hour), quiet)
    assert until == (None if end is None else datetime.fromisoformat(end).replace(tzinfo=ZONE))


def test_an_announcement_that_is_not_urgent_waits_for_the_morning() -> None:
    assert not_before(DRAFT, NIGHT, QUIET) == MORNING
    assert not_before(DRAFT, NOON, QUIET) is None
    assert not_before(replace(DRAFT, urgent=True), NIGHT, QUIET) is None
    assert not_before(replace(DRAFT, amends="b"), NIGHT, QUIET) is None


def test_its_own_time_counts() -> None:
    evening = replace(DRAFT, send_at=NIGHT + timedelta(hours=1))
    assert disturbs(evening, NOON, QUIET) == MORNING
    assert not_before(replace(DRAFT, send_at=MORNING), NIGHT, QUIET) == MORNING
    assert not_before(replace(DRAFT, send_at=NOON - timedelta(days=1)), NIGHT, QUIET) == MORNING


def test_a_repeated_one_begins_at_its_first_moment() -> None:
    weekly = replace(DRAFT, repeat=Repeat(cron="0 9 * * *", until=NOON + timedelta(days=9)))
    assert not_before(weekly, NOON, QUIET) == MORNING.replace(hour=9)


@pytest.mark.parametrize(
    ("first", "until", "hours"),
    [
        pytest.param(22, 7, [22, 23, 0, 1, 2, 3, 4, 5, 6], id="over midnight"),
        pytest.param(12, 14, [12, 13], id="at noon"),
        pytest.param(0, 0, [], id="never"),
    ],
)
def test_quiet_hours_by_the_clock(first: int, until: int, hours: list[int]) -> None:
    moments = (datetime(2031, 1, 1, hour, 59, tzinfo=ZONE) for hour in range(24))
    quiet_hours = [moment.hour for moment in moments if end_of_quiet(moment, (first, until)) is not None]
    assert sorted(quiet_hours) == sorted(hours)
