"""Repetition has an end, is not too much, and names its next moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from knowledge.announcements.repeating import RepeatFault, following, read_repeat
from knowledge.model.announcement import Repeat

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 28, 10, 0, tzinfo=ZONE)  # a Saturday


@pytest.mark.parametrize(
    ("text", "cron", "first"),
    [
        ("每天 9:00 到 2026-12-31", "0 9 * * *", "2026-11-29 09:00"),
        ("每周一 9点 到 12月31日", "0 9 * * 1", "2026-11-30 09:00"),
        ("每周一、三下午3点 至 2026-12-31", "0 15 * * 1,3", "2026-11-30 15:00"),
        ("每周日 9:00 到 2026-12-31", "0 9 * * 0", "2026-11-29 09:00"),
        ("每天晚上12点到2026-12-31", "0 0 * * *", "2026-11-29 00:00"),
        ("每天凌晨12点到2026-12-31", "0 0 * * *", "2026-11-29 00:00"),
        ("每周六晚上12点到2026-12-31", "0 0 * * 0", "2026-11-29 00:00"),
        ("每月1日晚上12点到2026-12-31", "0 0 2 * *", "2026-12-02 00:00"),
        ("每月1日 8:30 到 2027-06-01", "30 8 1 * *", "2026-12-01 08:30"),
        ("0 9 * * 7 到 2026-12-31", "0 9 * * 7", "2026-11-29 09:00"),
        ("0 9 1 * 1 直到 2026-12-31", "0 9 1 * 1", "2026-11-30 09:00"),
        ("*/30 9 * * 1-5 到 2026-12-31", "*/30 9 * * 1-5", "2026-11-30 09:00"),
    ],
)
def test_a_repetition_is_read(text: str, cron: str, first: str) -> None:
    read = read_repeat(text, NOW)
    assert isinstance(read, Repeat) and read.cron == cron
    assert following(read, NOW) == datetime.fromisoformat(first).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("每天 9:00", RepeatFault.NO_END),
        ("0 9 * * 1", RepeatFault.NO_END),
        ("每天 9:00 到 改天", RepeatFault.NO_END),
        ("* * * * * 到 2026-12-31", RepeatFault.TOO_OFTEN),
        ("每月31日 9:00 到 2026-12-30", RepeatFault.NEVER),
        ("每天 9:00 到 2026-11-01", RepeatFault.NEVER),
        ("0 24 * * * 到 2026-12-31", RepeatFault.UNREADABLE),
        ("5-1 9 * * * 到 2026-12-31", RepeatFault.UNREADABLE),
        ("*/0 9 * * * 到 2026-12-31", RepeatFault.UNREADABLE),
        ("每月28日晚上12点到2026-12-31", RepeatFault.UNREADABLE),
        ("有空就发 到 2026-12-31", RepeatFault.UNREADABLE),
    ],
)
def test_what_is_no_repetition_is_told_apart(text: str, fault: RepeatFault) -> None:
    assert read_repeat(text, NOW) is fault


def test_an_end_at_night_is_the_end_of_its_day() -> None:
    read = read_repeat("每天9点到2026-12-31晚上12点", NOW)
    assert isinstance(read, Repeat) and read.until == datetime(2027, 1, 1, tzinfo=ZONE)


def test_it_ends() -> None:
    repeat = Repeat(cron="0 9 * * *", until=NOW + timedelta(days=2))
    moments = [NOW]
    while (moment := following(repeat, moments[-1])) is not None:
        moments.append(moment)
    assert [moment.isoformat()[:16] for moment in moments[1:]] == ["2026-11-29T09:00", "2026-11-30T09:00"]
