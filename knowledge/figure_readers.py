"""Readers of figures: what stands at one place of a text, read as a number, a share, a time or a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from knowledge import figure_patterns as patterns
from knowledge.numerals import (
    DIGITS,
    MAGNITUDES,
    chinese_value,
    digits_value,
    english_value,
    magnitude,
    mixed_value,
)
from knowledge.units import CANONICAL, ENGLISH_UNITS, MEASURES

CLOCK_UNIT = "时刻"  # minutes since midnight
SHARE_UNIT = "分之"
_SHARES = {Decimal(100): "%", Decimal(1000): "‰"}
_FRACTIONS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_VAGUE = {"上": "more", "过": "more", "近": "about"}
_LEAST_BARE = 12  # a Chinese numeral that ends a clause is a figure from here on; 十一 is a holiday
_BEFORE = 24  # characters looked at for "more than" and the like


class Reading(NamedTuple):
    """A figure as it was read; `lone` marks a mere 一 or 亿元, `scale` the magnitude that was written."""

    start: int
    end: int
    value: Decimal
    unit: str = ""
    approximate: str = ""
    lone: bool = False
    scale: int = 1


Readings = tuple[int, tuple[Reading, ...]]
Reader = Callable[[str, int], Readings | None]


def read_at(text: str, start: re.Match[str]) -> Readings:
    """The figures that start where `START` has matched, and where reading goes on."""
    at = start.start()
    if start.lastgroup == "vague":
        return _vague(text, start)
    if start.lastgroup == "month":
        return _month(text, start)
    for reader in _ENGLISH if start.lastgroup == "english" else _readers(text, at):
        if (read := reader(text, at)) is not None:
            return read
    return start.end(), ()


def _readers(text: str, at: int) -> tuple[Reader, ...]:
    """The readers to try in turn; the character after the number tells which."""
    end = patterns.PLAIN.match(text, at).end()  # type: ignore[union-attr]  # START saw a digit or a numeral
    after = text[end : end + 2].strip()[:1]
    special = _ENGLISH_AFTER if after.isascii() and after.isalpha() else _AFTER.get(after, ())
    return (*special, _number if text[at].isascii() else _chinese_number)


def _only(reading: Reading) -> Readings:
    return reading.end, (reading,)


def _approximated(text: str, reading: Reading, more: str | None = None) -> Readings:
    """The reading with what the words around it say of how exact it is."""
    if more:
        return _only(reading._replace(approximate="about" if more == "来" else "more"))
    before = text[max(0, reading.start - _BEFORE) : reading.start]
    last = before.rstrip()[-1:]
    if last in patterns.BEFORE_ENDS or (last.isascii() and last.isalpha()):
        if (match := patterns.BEFORE.search(before)) is not None:
            return _only(reading._replace(approximate=match.lastgroup or ""))
    if (match := patterns.AFTER.match(text, reading.end)) is not None:
        return _only(reading._replace(approximate=match.lastgroup or "", end=match.end()))
    return _only(reading)


def _clock(text: str, at: int) -> Readings | None:
    match = patterns.CLOCK.match(text, at)
    hour = match and _whole(match["hour"])
    if match is None or hour is None or hour > 24:
        return None
    minute = _whole(match["colon"] or match["minutes"] or "0")
    if minute is None or minute > 59:
        return None
    minutes = hour * 60 + minute + (30 if match["half"] else 0)
    minutes += {"一": 15, "三": 45}.get(match["quarter"] or "", 0)
    after_noon = (match["meridiem"] or "").lower() == "p" or patterns.AFTERNOON.search(
        text[max(0, at - 6) : at]
    )
    if (after_noon or patterns.EVENING.match(text, match.end())) and minutes < 12 * 60:
        minutes += 12 * 60
    return _approximated(text, Reading(at, match.end(), Decimal(minutes), CLOCK_UNIT))


def _whole(text: str) -> int | None:
    value = Decimal(text) if text.isascii() and text.isdigit() else chinese_value(text) if text else None
    return None if value is None or value > 99 else int(value)


def _year_month_day(text: str, at: int) -> Readings | None:
    match = patterns.YEAR_MONTH_DAY.match(text, at)
    if match is None:
        return None
    parts = ((1, "年"), (3, "月"), (4, "日"))
    return match.end(), tuple(
        Reading(*match.span(group), Decimal(match[group]), unit) for group, unit in parts
    )


def _day_of_month(text: str, at: int) -> Readings | None:
    match = patterns.DAY_OF_MONTH.match(text, at)
    return match and (match.end(), (Reading(at, match.end(1), Decimal(match[1]), "日"),))


def _month(text: str, start: re.Match[str]) -> Readings:
    """`September 11`: a month, and a day unless the number counts something else."""
    month = Reading(start.start(), start.end(), Decimal(patterns.MONTHS[start.group().lower()]), "月")
    day = patterns.DAY.match(text, start.end())
    if day is None or int(day[1]) > 31 or _english_unit(text, day.end())[0]:
        return _only(month)
    return day.end(), (month, Reading(*day.span(1), Decimal(day[1]), "日"))


def _share(text: str, at: int) -> Readings | None:
    match = patterns.SHARE.match(text, at)
    if match is None:
        return None
    whole, part = _amount(match["whole"]), _amount(match["part"])
    if not whole or part is None:
        return None
    unit = _SHARES.get(whole, SHARE_UNIT)
    value = part if unit != SHARE_UNIT else part / whole
    return _approximated(text, Reading(at, match.end(), value, unit), match["more"])


def _amount(text: str) -> Decimal | None:
    if text[0].isascii():
        return digits_value(text)
    return Decimal(MAGNITUDES[text]) if text in MAGNITUDES else chinese_value(text)


def _tenths(text: str, at: int) -> Readings | None:
    match = patterns.TENTHS.match(text, at)
    value = match and _whole(match["tenths"])
    if match is None or value is None or value > 10:
        return None
    half = 5 if match["half"] == "半" else DIGITS[match["half"] or "零"]
    return _approximated(text, Reading(at, match.end(), Decimal(value * 10 + half), "%"))


def _number(text: str, at: int) -> Readings | None:
    match = patterns.NUMBER.match(text, at)
    if match is None:
        return None
    unit, end, more = match["unit"], match.end(), match["more"] or match["plus"]
    if unit is None:
        if (name := _name_end(text, at, match)) is not None:
            return name, ()
        english, end = _english_unit(text, end)
        return _approximated(
            text, Reading(at, end, mixed_value(match["number"]), english or _currency(text, at)), more
        )
    return _approximated(text, _measured(match, at, mixed_value(match["number"])), more or _long_more(match))


def _measured(match: re.Match[str], at: int, value: Decimal) -> Reading:
    """A number with its Chinese unit: 1000多万元, 两年半, 3个多月."""
    unit, scale = match["unit"] or "", magnitude(match["scale"])
    value *= scale
    if len(unit) > 1 and unit[0] == "个" and unit[1] in "多半":
        value += Decimal("0.5") if unit[1] == "半" else 0
        unit = "个月" if unit[2:] == "月" else unit[2:]
    if match["tail"] == "半":
        value += Decimal("0.5")
    written = "".join(character for character in match["number"] if character in "百千万亿")
    return Reading(
        at, match.end(), value, CANONICAL.get(unit.lower(), unit), scale=max(scale, magnitude(written))
    )


def _long_more(match: re.Match[str]) -> str | None:
    """多 after or inside the unit: 1年多, 3个多月."""
    unit = match["unit"] or ""
    return "多" if match["tail"] == "多" or unit.startswith("个多") else None


def _name_end(text: str, at: int, match: re.Match[str]) -> int | None:
    """Where a name ends that only begins with digits: 112国道, 4A, a hotline; None for a figure."""
    end, number = match.end(), match["number"]
    if (name := patterns.NAMED.match(text, end)) is not None:
        return name.end()
    if (
        letters := patterns.LETTERS.match(text, end)
    ) is not None and letters.group().lower() not in ENGLISH_UNITS:
        return letters.end()
    phone = number in patterns.EMERGENCY_NUMBERS and (
        patterns.PHONE_BEFORE.search(text[max(0, at - _BEFORE) : at]) or patterns.PHONE_AFTER.match(text, end)
    )
    return end if phone or number in patterns.HOTLINES else None


def _currency(text: str, at: int) -> str:
    match = patterns.CURRENCY.search(text[max(0, at - 4) : at])
    return "" if match is None else "元" if match["yuan"] else "美元"


def _scaled(text: str, at: int) -> Readings | None:
    """`1.88 billion yuan`."""
    match = patterns.DIGITS_SCALED.match(text, at)
    if match is None:
        return None
    unit, end = _english_unit(text, match.end())
    value = english_value(match.group())
    scale = int(english_value("one" + match.group().lstrip("0123456789., "))) if value.is_finite() else 1
    return _approximated(text, Reading(at, end, value, unit or _currency(text, at), scale=scale))


def _english_unit(text: str, at: int) -> tuple[str, int]:
    """The unit that the next words name and where they end; empty when they are no known unit."""
    words = patterns.NEXT_WORDS.match(text, at)
    if words is None:
        return ("%", at + 2) if text.startswith(" %", at) else ("", at)
    for count in (3, 2, 1):
        if words[count] and (unit := ENGLISH_UNITS.get(text[words.start(1) : words.end(count)].lower())):
            return unit, words.end(count)
    return "", at


def _chinese_number(text: str, at: int) -> Readings | None:
    match = patterns.CHINESE.match(text, at)
    run = patterns.RUN.match(text, at)
    nothing = (run.end() if run else at + 1, ())
    if match is None:
        return nothing
    amount = _chinese_amount(match)
    if amount is None or (match["end"] is not None and not _stands_alone(match["number"], amount[0])):
        return nothing
    value, kind = amount
    if match["unit"] is None:
        return _only(Reading(at, match.end("number"), value))
    reading = _measured(match, at, value)
    lone = kind == "bare" or (match["number"] == "一" and reading.unit not in MEASURES)
    if kind == "about":
        return _only(reading._replace(approximate="about"))
    return _approximated(text, reading._replace(lone=lone), match["more"] or _long_more(match))


def _chinese_amount(match: re.Match[str]) -> tuple[Decimal, str] | None:
    """The value and its kind: 两三个 is about two, 百余 a hundred, 亿元 a bare magnitude."""
    number, unit = match["number"], match["unit"] or ""
    if all(character in MAGNITUDES for character in number) and number[0] != "十":
        kind = "" if match["more"] else "bare"
        return (Decimal(magnitude(number)), kind) if match["more"] or unit == "元" else None
    pair = patterns.PAIR.fullmatch(number)
    if pair and (unit != "年" or pair[0] in patterns.PAIRS_OF_YEARS):
        number = pair[1] + pair[2]
    value = chinese_value(number)
    return None if value is None else (value, "about" if pair and number != pair[0] else "")


def _stands_alone(number: str, value: Decimal) -> bool:
    return value >= _LEAST_BARE and any(character in MAGNITUDES for character in number)


def _vague(text: str, start: re.Match[str]) -> Readings:
    """几十个, 上百户, 近千人: the magnitude and how it is meant."""
    match = patterns.VAGUE.match(text, start.end())
    prefix = start.group()
    if match is None or (match["unit"] is None and prefix[-1] not in "几数"):
        return start.end(), ()
    unit = CANONICAL.get(match["unit"] or "", "")
    value = Decimal(magnitude(match["number"]))
    return _only(Reading(start.start(), match.end(), value, unit, _VAGUE.get(prefix, "some")))


def _half_past(text: str, at: int) -> Readings | None:
    match = patterns.HALF_PAST.match(text, at)
    if match is None:
        return None
    hour = int(english_value(match[1]))
    afternoon = 12 if patterns.EVENING.match(text, match.end()) else 0
    return _only(Reading(at, match.end(), Decimal((hour + afternoon) * 60 + 30), CLOCK_UNIT))


def _parts(text: str, at: int) -> Readings | None:
    """`two thirds`, `twice`."""
    if (match := patterns.MULTIPLE.match(text, at)) is not None:
        return _only(Reading(at, match.end(), Decimal(2 if match[1].lower() == "twice" else 3), "次/倍"))
    match = patterns.PARTS.match(text, at)
    if match is None:
        return None
    value = english_value(match[1]) / _FRACTIONS[match[2].lower()]
    return _only(Reading(at, match.end(), value, SHARE_UNIT))


def _english_number(text: str, at: int) -> Readings | None:
    """`three times`, `Fourteen projects`; `Five Promises` and `five-guarantee` are names."""
    match = patterns.ENGLISH.match(text, at)
    if match is None:
        letters = patterns.LETTERS.match(text, at)
        return (letters.end() if letters else at + 1), ()
    unit, end = _english_unit(text, match.end())
    named = match.group()[0].isupper() and patterns.CAPITAL.match(text, match.end())
    if named or (
        not unit and text[match.end() : match.end() + 2].strip("-").isalpha() and text[match.end()] == "-"
    ):
        return match.end(), ()
    lone = match.group().lower() == "one"
    return _approximated(text, Reading(at, end, english_value(match.group()), unit, lone=lone))


_ENGLISH: tuple[Reader, ...] = (_half_past, _parts, _english_number)
_ENGLISH_AFTER: tuple[Reader, ...] = (_clock, _day_of_month, _scaled)
_AFTER: dict[str, tuple[Reader, ...]] = {
    ":": (_clock,),
    "点": (_clock,),
    "时": (_clock,),
    "分": (_share,),
    "成": (_tenths,),
    "-": (_year_month_day, _scaled),
    "/": (_year_month_day,),
    ".": (_year_month_day,),
}
