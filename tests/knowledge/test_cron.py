"""Repetitions: which times five fields stand for, and what is no repetition."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from knowledge.cron import CronError, read_cron

ZONE = ZoneInfo("Asia/Shanghai")
FRIDAY = datetime(2031, 1, 10, 9, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        pytest.param("0 9 * * *", ["2031-01-11 09:00", "2031-01-12 09:00"], id="every day"),
        pytest.param("30 18 * * *", ["2031-01-10 18:30", "2031-01-11 18:30"], id="later today"),
        pytest.param("0 9 * * 1", ["2031-01-13 09:00", "2031-01-20 09:00"], id="Mondays"),
        pytest.param("0 9 * * 0", ["2031-01-12 09:00", "2031-01-19 09:00"], id="Sundays"),
        pytest.param("0 9 * * 7", ["2031-01-12 09:00", "2031-01-19 09:00"], id="Sundays by seven"),
        pytest.param("0 9 * * 5-7", ["2031-01-11 09:00", "2031-01-12 09:00"], id="a range of weekdays"),
        pytest.param("0 8,18 1 * *", ["2031-02-01 08:00", "2031-02-01 18:00"], id="the first, twice"),
        pytest.param("0 9 13 * 1", ["2031-01-13 09:00", "2031-01-20 09:00"], id="a day or a weekday"),
        pytest.param("0 9 29 2 *", ["2032-02-29 09:00", "2036-02-29 09:00"], id="leap days"),
        pytest.param("0 */6 * * *", ["2031-01-10 12:00", "2031-01-10 18:00"], id="every six hours"),
        pytest.param("0 9 10/10 * *", ["2031-01-20 09:00", "2031-01-30 09:00"], id="from the tenth on"),
        pytest.param("0 9 31 4 *", [None], id="never"),
    ],
)
def test_the_times_of_a_repetition(text: str, times: list[str | None]) -> None:
    moment, found = FRIDAY, []
    for _ in times:
        following = read_cron(text).next_after(moment)
        found.append(following.strftime("%Y-%m-%d %H:%M") if following else None)
        moment = following or moment
    assert found == times


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("0 9 * *", id="four fields"),
        pytest.param("0 9 * * * *", id="six fields"),
        pytest.param("* 9 * * *", id="every minute"),
        pytest.param("0,30 9 * * *", id="twice an hour"),
        pytest.param("60 9 * * *", id="minute 60"),
        pytest.param("0 24 * * *", id="hour 24"),
        pytest.param("0 9 0 * *", id="day 0"),
        pytest.param("0 9 * 13 *", id="month 13"),
        pytest.param("0 9 * * 8", id="weekday 8"),
        pytest.param("0 9 * * mon", id="a name"),
        pytest.param("0 18-9 * * *", id="a range backwards"),
        pytest.param("0 */0 * * *", id="a stride of nothing"),
        pytest.param("0 9- * * *", id="half a range"),
        pytest.param("0 ９ * * *", id="full-width"),
        pytest.param("0 9,, * * *", id="commas"),
        pytest.param("0 -1 * * *", id="a negative hour"),
    ],
)
def test_what_is_no_repetition_is_refused(text: str) -> None:
    with pytest.raises(CronError):
        read_cron(text)


def test_the_clock_of_the_town_counts() -> None:
    new_york = datetime(2031, 3, 8, 12, 0, tzinfo=ZoneInfo("America/New_York"))
    following = read_cron("0 9 * * *").next_after(new_york)
    assert following is not None and following.isoformat() == "2031-03-09T09:00:00-04:00"
