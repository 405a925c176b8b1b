"""Repetition: cron's five fields, or 每周一 9:00 到 2026-12-31 as staff write it, always with an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from knowledge.announcements.moments import read_clock, read_day
from knowledge.figures.clock import A_DAY, DAYS_END, moment_of
from knowledge.language.normalise import normalise
from knowledge.model.announcement import Repeat

MOST_A_DAY = 4
_LONGEST = timedelta(days=5 * 366)


class RepeatFault(StrEnum):
    """Why no repetition was read."""

    UNREADABLE = "unreadable"
    NO_END = "no_end"
    TOO_OFTEN = "too_often"
    NEVER = "never"  # no moment before the end fits


@dataclass(frozen=True, kw_only=True, slots=True)
class Cron:
    """When something happens again; a day fits by the month's or the week's, when both are limited."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]  # 0 is Sunday

    def moments(self, day: datetime) -> Iterator[datetime]:
        """The moments of a day, in order."""
        if day.month in self.months and self._fits(day):
            for hour in sorted(self.hours):
                for minute in sorted(self.minutes):
                    yield datetime.combine(day.date(), time(hour, minute), day.tzinfo)

    def _fits(self, day: datetime) -> bool:
        by_month, by_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        if len(self.days) < 31 and len(self.weekdays) < 7:
            return by_month or by_week
        return by_month and by_week


_BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_PART = re.compile(r"(?:\*|(?P<first>\d+)(?:-(?P<last>\d+))?)(?:/(?P<step>\d+))?")
_END = re.compile(r"(?:直到|到|至|止于)")
_EVERY = re.compile(
    r"每(?:(?P<day>天|日)|(?:周|星期)(?P<week>[一二三四五六日天、,]+)|个?月(?P<month>\d{1,2})[日号])"
)
_WEEK = "日一二三四五六"
_LAST_BUT_ONE = 27  # 每月28日晚上12点 falls on the 29th, which some month has not


def read_cron(text: str) -> Cron | None:
    """Cron's five fields, minute first; None when they are not."""
    fields = text.split()
    if len(fields) != len(_BOUNDS):
        return None
    held = [_field(field, *bounds) for field, bounds in zip(fields, _BOUNDS, strict=True)]
    if not all(held):
        return None
    minutes, hours, days, months, weekdays = held
    return Cron(
        minutes=minutes,
        hours=hours,
        days=days,
        months=months,
        weekdays=frozenset(day % 7 for day in weekdays),
    )


def read_repeat(text: str, now: datetime) -> Repeat | RepeatFault:
    """The repetition that a text tells, from now on, in the zone of `now`."""
    words = normalise(text).strip()
    rule, until = _parted(words, now)
    cron = _rule(rule)
    if cron is None or read_cron(cron) is None:
        return RepeatFault.UNREADABLE
    if until is None:
        return RepeatFault.NO_END
    return checked(Repeat(cron=cron, until=until), now)


def checked(repeat: Repeat, now: datetime) -> Repeat | RepeatFault:
    """The repetition, unless it says too much or nothing."""
    cron = read_cron(repeat.cron)
    if cron is None:
        return RepeatFault.UNREADABLE
    if len(cron.minutes) * len(cron.hours) > MOST_A_DAY:
        return RepeatFault.TOO_OFTEN
    return repeat if following(repeat, now) is not None else RepeatFault.NEVER


def following(repeat: Repeat, after: datetime) -> datetime | None:
    """The first moment after another, in the other's zone, that the repetition names; None at its end."""
    cron = read_cron(repeat.cron)
    day, end = after, min(repeat.until, after + _LONGEST)
    while cron is not None and day.date() <= end.astimezone(after.tzinfo).date():
        for moment in cron.moments(day):
            if after < moment <= end:
                return moment
        day += timedelta(days=1)
    return None


def _field(text: str, least: int, most: int) -> frozenset[int]:
    """The values of a field; none when it cannot be read."""
    values: set[int] = set()
    for part in text.split(","):
        found = _PART.fullmatch(part)
        if found is None:
            return frozenset()
        step = int(found["step"] or 1)
        first = least if found["first"] is None else int(found["first"])
        last = int(found["last"] or (first if found["first"] and not found["step"] else most))
        if not (least <= first <= last <= most and step):
            return frozenset()
        values.update(range(first, last + 1, step))
    return frozenset(values)


def _parted(words: str, now: datetime) -> tuple[str, datetime | None]:
    """What is repeated, and until when: the end of that day unless an hour is named."""
    parts = _END.split(words, maxsplit=1)
    if len(parts) == 1:
        return words, None
    day, rest = read_day(parts[1].replace("为止", "").strip(), now.date())
    minutes = read_clock(rest) if rest else DAYS_END.hour * 60 + DAYS_END.minute
    if day is None or minutes is None:
        return parts[0].strip(), None
    return parts[0].strip(), moment_of(day, minutes, now.tzinfo)


def _rule(words: str) -> str | None:
    """The rule as cron writes it."""
    if read_cron(words) is not None:
        return " ".join(words.split())
    tight = re.sub(r"\s+", "", words)
    found = _EVERY.match(tight)
    minutes = read_clock(tight[found.end() :]) if found else None
    if found is None or minutes is None:
        return None
    later, minutes = divmod(minutes, A_DAY)
    named = (found["week"] or "").replace("天", "日")
    week = ",".join(str((_WEEK.index(name) + later) % 7) for name in named if name in _WEEK)
    if later and int(found["month"] or 0) > _LAST_BUT_ONE:
        return None
    month = int(found["month"]) + later if found["month"] else "*"
    return f"{minutes % 60} {minutes // 60} {month} * {week or '*'}"
