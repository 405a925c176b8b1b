"""Moments as staff write them: 明天 9点, 12月1日下午三点半, 2026-12-01 09:30, with or without a time zone."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knowledge.figures.clock import PARTS_OF_DAY, minutes_of, moment_of
from knowledge.figures.numerals import small_whole
from knowledge.language.normalise import normalise


class MomentFault(StrEnum):
    """Why no moment to come was read."""

    UNREADABLE = "unreadable"
    NO_HOUR = "no_hour"
    PAST = "past"
    UNKNOWN_ZONE = "unknown_zone"


_NOW = frozenset({"现在", "马上", "立即", "立刻", "now"})
_WEEKDAYS = "一二三四五六日"
_DAYS = {"今天": 0, "今日": 0, "今晚": 0, "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "后天": 2, "大后天": 3}
_ZONE = re.compile(r"(?P<zone>[a-z][\w+-]*(?:/[\w+-]+)*)\s*$", re.IGNORECASE)
_LOCAL = re.compile(r"北京时间")
_DATE = (
    re.compile(r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<word>大后天|今天|今日|今晚|明天|明日|明早|明晚|后天)"),
    re.compile(r"(?P<next>下)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"),
)
_TIME = re.compile(
    rf"(?P<part>{'|'.join(PARTS_OF_DAY)})?"
    r"(?P<hour>\d{1,2})(?:[:时点](?P<minute>\d{2})分?|[时点](?P<half>半)?(?P<short>\d{1,2})?分?)"
)


def read_moment(text: str, now: datetime, day_alone: time | None = None) -> datetime | MomentFault:
    """The moment to come that a text names, in the zone of `now` unless it names one; `now` for 现在.

    Args:
        day_alone: what a day without an hour stands for; None where an hour must be named.
    """
    words = _folded(text)
    if words in _NOW:
        return now
    here, words = _zoned(words, now, text)
    if here is None:
        return MomentFault.UNKNOWN_ZONE if words else MomentFault.UNREADABLE
    day, words = read_day(words, here.date())
    if day is not None and not words:
        return (
            MomentFault.NO_HOUR
            if day_alone is None
            else _to_come(datetime.combine(day, day_alone, here.tzinfo), now)
        )
    minutes = read_clock(words)
    if minutes is None:
        return MomentFault.UNREADABLE
    return _to_come(moment_of(day or here.date(), minutes, here.tzinfo), now)


def _to_come(moment: datetime, now: datetime) -> datetime | MomentFault:
    return moment if moment > now else MomentFault.PAST


def read_day(words: str, today: date) -> tuple[date | None, str]:
    """The day that words begin with, and the words behind it; a month without a year is one to come."""
    for pattern in _DATE:
        if (found := pattern.match(words)) is not None:
            held = found.groupdict()
            rest = words[found.end() :].lstrip().removeprefix("t")
            if (word := held.get("word")) is not None:
                part = "晚上" if word.endswith("晚") else ""
                return today + timedelta(days=_DAYS[word]), part + rest
            if (weekday := held.get("weekday")) is not None:
                return _weekday(weekday, bool(held.get("next")), today), rest
            day = _date(held.get("y"), int(held["m"] or 0), int(held["d"] or 0), today)
            return day, words if day is None else rest
    return None, words


def read_clock(words: str) -> int | None:
    """The time of day that words are, and nothing else, in minutes; 晚上12点 is the end of the day."""
    found = _TIME.fullmatch(words)
    if found is None:
        return None
    minute = 30 if found["half"] else int(found["minute"] or found["short"] or 0)
    hour = int(found["hour"])
    return minutes_of(found["part"] or "", hour, minute) if hour < 24 and minute < 60 else None


def _folded(text: str) -> str:
    """One width, blanks only where two numbers or a zone's name meet, Chinese numerals as digits."""
    words = _LOCAL.sub("", normalise(text)).strip()
    words = re.sub(r"(?<![周期拜])[零〇一二两三四五六七八九十]+(?=[点时分月日号]|$)", _digits, words)
    return re.sub(r"(?<!\d)\s+|\s+(?![\da-z])", "", words)


def _digits(found: re.Match[str]) -> str:
    """Chinese numerals as digits; what is not a number (十十) is left as it is."""
    value = small_whole(found[0])
    return found[0] if value is None else str(value)


def _zoned(words: str, now: datetime, text: str) -> tuple[datetime | None, str]:
    """`now` in the zone named at the end of the words, and the words before it; None for an unknown zone."""
    if _ZONE.search(words) is None:
        return now, words
    name = _ZONE.search(text.strip())
    try:
        zone = ZoneInfo(name["zone"] if name else "")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None, _ZONE.sub("", words).strip()
    return now.astimezone(zone), _ZONE.sub("", words).strip()


def _weekday(name: str, following: bool, today: date) -> date:
    """周三 is the next Wednesday, today included; 下周三 is that of the week to come."""
    number = _WEEKDAYS.index(name.replace("天", "日"))
    if following:
        return today + timedelta(days=7 - today.weekday() + number)
    return today + timedelta(days=(number - today.weekday()) % 7)


def _date(year: str | None, month: int, day: int, today: date) -> date | None:
    try:
        if year is not None:
            return date(int(year), month, day)
        held = date(today.year, month, day)
        return held if held >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
