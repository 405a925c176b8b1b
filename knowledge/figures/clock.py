"""Clock times: the time meant by an hour of a part of the day (晚上八点, 凌晨12点, 12:30 a.m.)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

A_DAY = 24 * 60
DAYS_END = time(23, 59)

_EARLY = ("凌晨", "清晨", "a")
_NOON = ("中午",)
_AFTERNOON = ("下午", "午后", "傍晚", "p", "in the afternoon", "in the evening")
_NIGHT = ("晚上", "晚间", "夜里", "夜间", "半夜", "深夜", "午夜", "晚", "at night", "midnight")

# Part of the day -> the hours to add to each hour from 0 to 12; a sum of 24 or more is in the next day.
_AS_SAID = (0,) * 13
_ADDED = (
    dict.fromkeys(_EARLY, (*(0,) * 12, -12))
    | dict.fromkeys(_NOON, (*(12,) * 3, *(0,) * 10))
    | dict.fromkeys(_AFTERNOON, (*(12,) * 12, 0))
    | dict.fromkeys(_NIGHT, (*(24,) * 5, *(12,) * 8))
)

PARTS_OF_DAY = tuple(part for part in (*_ADDED, "早上", "早晨", "上午") if not part.isascii())


def minutes_of(part: str, hour: int, minute: int = 0) -> int:
    """The minutes from the beginning of a day to an hour of a part of it; 1,440 and more are the next day.

    凌晨12点 is 0, 晚上12点 1,440, and 晚上1点 1,500.
    """
    added = _ADDED.get(part, _AS_SAID)[hour] if hour <= 12 else 0
    return (hour + added) * 60 + minute


def moment_of(day: date, minutes: int, zone: tzinfo | None) -> datetime:
    """The moment a number of minutes after the beginning of a day, by the clock of a zone."""
    days, rest = divmod(minutes, A_DAY)
    return datetime.combine(day + timedelta(days=days), time(*divmod(rest, 60)), zone)
