"""Moments as staff write them, and why some are none."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from knowledge.announcements.moments import MomentFault, read_moment
from knowledge.figures.clock import DAYS_END

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 28, 10, 0, tzinfo=ZONE)  # a Saturday


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-01 09:30", "2026-12-01 09:30"),
        ("2026/12/1 9：30", "2026-12-01 09:30"),
        ("2026年12月1日9点", "2026-12-01 09:00"),
        ("2026-12-01T09:30", "2026-12-01 09:30"),
        ("12月1号 下午三点二十分", "2026-12-01 15:20"),
        ("1月5日 9:00", "2027-01-05 09:00"),
        ("十二月一日 9点", "2026-12-01 09:00"),
        ("明天 9点", "2026-11-29 09:00"),
        ("下午两点零五分", "2026-11-28 14:05"),
        ("二十三点", "2026-11-28 23:00"),
        ("明天九点半", "2026-11-29 09:30"),
        ("明晚8点", "2026-11-29 20:00"),
        ("中午12点", "2026-11-28 12:00"),
        ("中午一点", "2026-11-28 13:00"),
        ("今晚12点", "2026-11-29 00:00"),
        ("晚上12点", "2026-11-29 00:00"),
        ("半夜十二点半", "2026-11-29 00:30"),
        ("今晚1点", "2026-11-29 01:00"),
        ("明天夜里12点", "2026-11-30 00:00"),
        ("明天凌晨12点", "2026-11-29 00:00"),
        ("12月31日晚上12点", "2027-01-01 00:00"),
        ("11:30", "2026-11-28 11:30"),
        ("周三 9:00", "2026-12-02 09:00"),
        ("下周一上午8点", "2026-11-30 08:00"),
        ("北京时间明天9点", "2026-11-29 09:00"),
        ("2026-12-01 10:30 Asia/Tokyo", "2026-12-01 09:30"),
    ],
)
def test_a_moment_to_come_is_read(text: str, moment: str) -> None:
    read = read_moment(text, NOW)
    assert isinstance(read, datetime)
    assert read.astimezone(ZONE) == datetime.fromisoformat(moment).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2026-11-01 09:00", MomentFault.PAST),
        ("9：30", MomentFault.PAST),
        ("今天凌晨12点", MomentFault.PAST),
        ("2026-12-01 09:30 Asia/Nowhere", MomentFault.UNKNOWN_ZONE),
        ("2026-12-01 09:30 EST9", MomentFault.UNKNOWN_ZONE),
        ("明天", MomentFault.NO_HOUR),
        ("2026-02-30 9:00", MomentFault.UNREADABLE),
        ("25:00", MomentFault.UNREADABLE),
        ("abc", MomentFault.UNREADABLE),
        ("改天吧", MomentFault.UNREADABLE),
        ("十十点", MomentFault.UNREADABLE),
        ("明天十十点", MomentFault.UNREADABLE),
        ("二十三十点", MomentFault.UNREADABLE),
        ("", MomentFault.UNREADABLE),
    ],
)
def test_what_is_no_moment_to_come_is_told_apart(text: str, fault: MomentFault) -> None:
    assert read_moment(text, NOW) is fault


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("明天", "2026-11-29 23:59"),
        ("12月3日", "2026-12-03 23:59"),
        ("今天", "2026-11-28 23:59"),
        ("2026-12-03 18:00", "2026-12-03 18:00"),
        ("2026-12-03 Asia/Tokyo", "2026-12-03 22:59"),
    ],
)
def test_a_day_alone_may_stand_for_an_hour(text: str, moment: str) -> None:
    read = read_moment(text, NOW, DAYS_END)
    assert isinstance(read, datetime)
    assert read.astimezone(ZONE) == datetime.fromisoformat(moment).replace(tzinfo=ZONE)


def test_what_names_no_day_stays_unread() -> None:
    assert read_moment("改天吧", NOW, DAYS_END) is MomentFault.UNREADABLE
    assert read_moment("昨天", NOW, DAYS_END) is MomentFault.UNREADABLE
    assert read_moment("2026-11-01", NOW, DAYS_END) is MomentFault.PAST


def test_now_is_now() -> None:
    assert read_moment(" 现在 ", NOW) == NOW
