"""Repetitions in five fields: minute, hour, day of the month, month, day of the week (0 or 7 is Sunday)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_SUNDAY = 7
_DAYS_AHEAD = 366 * 8 + 2  # 29 February comes every eight years at the rarest


class CronError(ValueError):
    """Not a repetition: five fields are wanted, such as `0 9 * * 1`, with one minute of the hour."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cron:
    """When something is repeated; a day fits by its number or by its weekday where both are limited."""

    minute: int
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]  # as in the calendar: 1 is Monday, 7 is Sunday
    either_day: bool

    def next_after(self, moment: datetime) -> datetime | None:
        """The first time after a moment, in the moment's time zone; None when there is none for years."""
        for held in self._times(moment.date()):
            found = datetime.combine(held.date(), held.time(), moment.tzinfo)
            if found > moment:
                return found
        return None

    def _times(self, first: date) -> Iterator[datetime]:
        """The times by the clock, from a day on."""
        for number in range(_DAYS_AHEAD):
            day = first + timedelta(days=number)
            if self._fits(day):
                for hour in sorted(self.hours):
                    yield datetime.combine(day, time(hour, self.minute))

    def _fits(self, day: date) -> bool:
        by_number, by_weekday = day.day in self.days, day.isoweekday() in self.weekdays
        fits = by_number or by_weekday if self.either_day else by_number and by_weekday
        return day.month in self.months and fits


def read_cron(text: str) -> Cron:
    """The repetition that a text names; CronError when it is none, or comes more than once an hour."""
    fields = text.split()
    if len(fields) != len(_RANGES):
        raise CronError(text)
    minutes, hours, days, months, weekdays = (
        _values(field, low, high) for field, (low, high) in zip(fields, _RANGES, strict=True)
    )
    if len(minutes) != 1:
        raise CronError(text)
    return Cron(
        minute=min(minutes),
        hours=hours,
        days=days,
        months=months,
        weekdays=frozenset(day or _SUNDAY for day in weekdays),
        either_day="*" not in (fields[2][0], fields[4][0]),
    )


def _values(field: str, low: int, high: int) -> frozenset[int]:
    """The numbers that a field such as `1-5`, `*/2` or `8,18` stands for."""
    return frozenset(number for part in field.split(",") for number in _part(part, low, high))


def _part(part: str, low: int, high: int) -> range:
    span, slash, stride = part.partition("/")
    first, dash, last = span.partition("-")
    if span == "*":
        start, end = low, high
    else:
        start = _number(first, low, high)
        end = _number(last, start, high) if dash else high if slash else start
    return range(start, end + 1, _number(stride, 1, high) if slash else 1)


def _number(text: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and low <= int(text) <= high):
        raise CronError(text)
    return int(text)
