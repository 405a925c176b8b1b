"""Parsers of times: clock times in minutes since midnight, months and days."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge.figures import patterns
from knowledge.figures.clock import A_DAY, minutes_of
from knowledge.figures.numerals import english_value, small_whole
from knowledge.figures.parsed import ParsedFigure, ParseResult, approximated, english_unit, only
from knowledge.figures.units import CLOCK_UNIT

_BEFORE, _SPAN_BEFORE = 6, 16  # characters looked at for a part of the day, and for a span from another time
_NOON = 12
_QUARTERS = {"一": 15, "三": 45}


def clock(text: str, at: int) -> ParseResult | None:
    """下午三点半, 8:30, 9点一刻, in minutes since midnight."""
    match = patterns.CLOCK.match(text, at)
    hour = match and small_whole(match["hour"])
    if match is None or hour is None or hour > 24:
        return None
    minute = small_whole(match["colon"] or match["minutes"] or "0")
    if minute is None or minute > 59:
        return None
    minute += 30 if match["half"] else _QUARTERS.get(match["quarter"] or "", 0)
    minutes = minutes_of(_part(text, match) or _part_of_span(text, match, hour), hour, minute) % A_DAY
    return approximated(text, ParsedFigure(at, match.end(), Decimal(minutes), CLOCK_UNIT))


def _part(text: str, match: re.Match[str]) -> str:
    """The part of the day named in a clock time (p.m.), before it (下午) or after it; empty if none is."""
    if "meridiem" in match.re.groupindex and match["meridiem"]:
        return match["meridiem"].lower()
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    part = patterns.PART_BEFORE.search(before) or patterns.PART_BEHIND.match(text, match.end())
    return part[1].lower() if part else ""


def _part_of_span(text: str, match: re.Match[str], hour: int) -> str:
    """The part of the day that the other end of a span names for both (5:00 in 下午1:30至5:00).

    A span from the early morning to twelve ends at noon.
    """
    before = text[max(0, match.start() - _SPAN_BEFORE) : match.start()]
    start = patterns.PART_OF_SPAN_BEFORE.search(before)
    end = patterns.PART_OF_SPAN_BEHIND.match(text, match.end())
    part = (start["part"] or start["meridiem"]) if start else end["meridiem"] if end else ""
    return "" if hour == _NOON and minutes_of(part.lower(), hour) == 0 else part.lower()


def year_month_day(text: str, at: int) -> ParseResult | None:
    """2026-12-01: three figures, a year, a month and a day."""
    match = patterns.YEAR_MONTH_DAY.match(text, at)
    if match is None:
        return None
    parts = ((1, "年"), (3, "月"), (4, "日"))
    return match.end(), tuple(
        ParsedFigure(*match.span(group), Decimal(match[group]), unit) for group, unit in parts
    )


def day_of_month(text: str, at: int) -> ParseResult | None:
    """The day before the name of a month (11 September)."""
    match = patterns.DAY_OF_MONTH.match(text, at)
    return match and (match.end(), (ParsedFigure(at, match.end(1), Decimal(match[1]), "日"),))


def month(text: str, start: re.Match[str]) -> ParseResult:
    """`September 11`: a month, and a day unless the number counts something else."""
    named = ParsedFigure(start.start(), start.end(), Decimal(patterns.MONTHS[start.group().lower()]), "月")
    day = patterns.DAY.match(text, start.end())
    if day is None or int(day[1]) > 31 or english_unit(text, day.end())[0]:
        return only(named)
    return day.end(), (named, ParsedFigure(*day.span(1), Decimal(day[1]), "日"))


def half_past(text: str, at: int) -> ParseResult | None:
    """`half past eight`, in minutes since midnight."""
    match = patterns.HALF_PAST.match(text, at)
    if match is None:
        return None
    hour = int(english_value(match[1]))
    minutes = minutes_of(_part(text, match), hour, 30) % A_DAY
    return only(ParsedFigure(at, match.end(), Decimal(minutes), CLOCK_UNIT))
