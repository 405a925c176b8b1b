"""Parsers of the figure at a position of a text: a number, a share or a time.

Each parser returns None if it does not apply, so that the next one is tried; otherwise the position from
which to go on, and the figures found, of which there may be none (in a name such as 112国道).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from knowledge.figures import patterns
from knowledge.figures.halves import half, half_of
from knowledge.figures.numerals import (
    DIGITS,
    MAGNITUDES,
    chinese_value,
    digits_value,
    english_value,
    lower_of,
    magnitude,
    mixed_value,
    small_whole,
)
from knowledge.figures.parsed import (
    FigureParser,
    ParsedFigure,
    ParseResult,
    and_a_half,
    approximated,
    english_unit,
    only,
)
from knowledge.figures.spoken import both, discount, metres, money, round_number
from knowledge.figures.times import clock, day_of_month, half_past, month, year_month_day
from knowledge.figures.units import CANONICAL, ENGLISH_UNITS, MEASURES

SHARE_UNIT = "分之"
_SHARES = {Decimal(100): "%", Decimal(1000): "‰"}
_FRACTIONS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_VAGUE = {"上": "more", "过": "more", "近": "about"}
_LEAST_BARE = 12  # a Chinese numeral that ends a clause is a figure from here on; 十一 is a holiday
_LEAST_SAID = 100  # before a particle it is one from here on; 八十的 is somebody's age
_BEFORE = 24  # characters looked at for what makes a number a telephone number


def parse_at(text: str, start: re.Match[str]) -> ParseResult:
    """Parses the figure at a match of `patterns.START`."""
    at = start.start()
    if (named := _NAMED.get(start.lastgroup or "")) is not None:
        return named(text, start)
    for parser in _ENGLISH if start.lastgroup == "english" else _parsers(text, at):
        if (result := parser(text, at)) is not None:
            return result
    return start.end(), ()


def _parsers(text: str, at: int) -> tuple[FigureParser, ...]:
    """The parsers to try in turn, by the character after the number."""
    end = patterns.PLAIN.match(text, at).end()  # type: ignore[union-attr]  # START saw a digit or a numeral
    after = text[end : end + 2].strip()[:1]
    special = _ENGLISH_AFTER if after.isascii() and after.isalpha() else _AFTER.get(after, ())
    return (*special, *((_number,) if text[at].isascii() else (round_number, _chinese_number)))


def _share(text: str, at: int) -> ParseResult | None:
    match = patterns.SHARE.match(text, at)
    if match is None:
        return None
    lower = lower_of(match["part"])
    whole, part = _amount(match["whole"]), _amount(lower or match["part"])
    if not whole or not whole.is_finite() or part is None:
        return None
    unit = _SHARES.get(whole, SHARE_UNIT)
    value = part if unit != SHARE_UNIT else part / whole if part.is_finite() else part
    parsed = ParsedFigure(at, match.end(), value, unit, "about" if lower else "")
    return only(parsed) if lower else approximated(text, parsed, match["more"])


def _amount(text: str) -> Decimal | None:
    if text[0].isascii():
        return digits_value(text)
    return Decimal(MAGNITUDES[text]) if text in MAGNITUDES else chinese_value(text)


def _tenths(text: str, at: int) -> ParseResult | None:
    match = patterns.TENTHS.match(text, at)
    value = match and small_whole(match["tenths"])
    if match is None or value is None or value > 10:
        return None
    ones = 5 if match["half"] == "半" else DIGITS[match["half"] or "零"]
    return approximated(text, ParsedFigure(at, match.end(), Decimal(value * 10 + ones), "%"))


def _number(text: str, at: int) -> ParseResult | None:
    match = patterns.NUMBER.match(text, at)
    if match is None:
        return None
    parsed = _measured(match, at, mixed_value(match["number"]))
    if match["unit"] is None:
        if (name := _name_end(text, at, match)) is not None:
            return name, ()
        added, end = and_a_half(text, match.end())
        unit, end = english_unit(text, end)
        parsed = parsed._replace(end=end, value=parsed.value + added, unit=unit or _currency(text, at))
    return approximated(text, parsed, match["more"] or match["plus"] or _long_more(match))


def _measured(match: re.Match[str], at: int, value: Decimal) -> ParsedFigure:
    """A number with its Chinese unit: 1000多万元, 两年半, 3个多月."""
    unit, scale = match["unit"] or "", magnitude(match["scale"])
    value = _multiplied(match["number"], value, scale)
    if len(unit) > 1 and unit[0] == "个" and unit[1] in "多半":
        value += Decimal("0.5") if unit[1] == "半" else 0
        unit = "个月" if unit[2:] == "月" else unit[2:]
    if match["tail"] == "半":
        value += Decimal("0.5")
    written = "".join(character for character in match["number"] if character in "百千万亿")
    end = match.start("tail") if _is_more_by(match) else match.end()
    return ParsedFigure(
        at, end, value, CANONICAL.get(unit.lower(), unit), scale=max(scale, magnitude(written))
    )


def _multiplied(number: str, value: Decimal, scale: int) -> Decimal:
    """一亿一千多万: what stands before 亿 is multiplied already."""
    above, hundred_million, below = number.rpartition("亿")
    if scale == 1 or not above or not below or scale >= MAGNITUDES[hundred_million]:
        return value * scale
    value_of = mixed_value if number[0].isascii() else chinese_value
    first = value_of(above + hundred_million) or Decimal(0)
    return first + (value - first) * scale


def _long_more(match: re.Match[str]) -> str | None:
    """多 after or inside the unit: 1年多, 3个多月, 8个多亿."""
    unit, behind = match["unit"] or "", match["tail"] == "多" and not _is_more_by(match)
    return "多" if behind or match["over"] or unit.startswith("个多") else None


def _is_more_by(match: re.Match[str]) -> bool:
    """Whether the 多 behind a unit says by how much something is more: 比2024年的20亿元多1亿元."""
    text = match.string
    counted = match["tail"] == "多" and patterns.MORE_BY.match(text, match.end())
    return bool(counted) and bool(patterns.COMPARING.search(text[: match.start()]))


def _name_end(text: str, at: int, match: re.Match[str]) -> int | None:
    """The end of a name that begins with digits: 112国道, 4A, a hotline; None for a figure."""
    end, number = match.end(), match["number"]
    if (name := patterns.NAMED.match(text, end)) is not None:
        return name.end()
    letters = patterns.LETTERS.match(text, end)
    if letters is not None and letters.group().lower() not in ENGLISH_UNITS:
        return letters.end()
    before = text[max(0, at - _BEFORE) : at]
    called = patterns.PHONE_BEFORE.search(before) or patterns.PHONE_AFTER.match(text, end)
    return end if number == patterns.HOTLINE or (called and patterns.PHONES.fullmatch(number)) else None


def _currency(text: str, at: int) -> str:
    match = patterns.CURRENCY.search(text[max(0, at - 4) : at])
    return "" if match is None else "元" if match["yuan"] else "美元"


def _scaled(text: str, at: int) -> ParseResult | None:
    """`1.88 billion yuan`."""
    match = patterns.DIGITS_SCALED.match(text, at)
    if match is None:
        return None
    unit, end = english_unit(text, match.end())
    value = english_value(match.group())
    scale = int(english_value("one" + match.group().lstrip("0123456789., "))) if value.is_finite() else 1
    return approximated(text, ParsedFigure(at, end, value, unit or _currency(text, at), scale=scale))


def _chinese_number(text: str, at: int) -> ParseResult | None:
    match = patterns.CHINESE.match(text, at)
    run = patterns.RUN.match(text, at)
    nothing = (run.end() if run else at + 1, ())
    if match is None:
        return nothing
    amount = _chinese_amount(match)
    if amount is None or not _is_told(match, amount[0]):
        return nothing
    value, kind = amount
    parsed = _measured(match, at, value)
    if kind == "about":
        return only(parsed._replace(approximate="about"))
    more = match["more"] or _long_more(match)
    one_thing = match["number"] == "一" and parsed.value == 1 and not more
    lone = kind == "bare" or (one_thing and parsed.unit not in {*MEASURES, ""})
    return approximated(text, parsed._replace(lone=lone), more)


# 百元以下, 百岁老人: 百 is a hundred
_AFTER_A_MAGNITUDE = ("元", "岁")


def _chinese_amount(match: re.Match[str]) -> tuple[Decimal, str] | None:
    """The value and its kind: 两三个 is about two, 百余 a hundred, 亿元 a bare magnitude."""
    number, unit = match["number"], match["unit"] or ""
    if all(character in MAGNITUDES for character in number) and number[0] != "十":
        kind = "" if match["more"] else "bare"
        says_one = match["more"] or unit in _AFTER_A_MAGNITUDE
        return (Decimal(magnitude(number)), kind) if says_one else None
    lower = lower_of(number, neighbours=unit == "年")
    value = chinese_value(lower or number)
    return None if value is None else (value, "about" if lower else "")


def _is_told(match: re.Match[str], value: Decimal) -> bool:
    """Whether a numeral counts something, or is an amount that a clause ends with (共四十五, 补两万吗)."""
    least = _LEAST_BARE if match["end"] is not None else _LEAST_SAID if match["said"] is not None else 0
    written = match["number"] + match["scale"]
    return not least or (
        value * magnitude(match["scale"]) >= least and any(sign in MAGNITUDES for sign in written)
    )


def _vague(text: str, start: re.Match[str]) -> ParseResult:
    """几十个, 上百户, 近千人: the magnitude and how it is meant."""
    match = patterns.VAGUE.match(text, start.end())
    prefix = start.group()
    if match is None or (match["unit"] is None and prefix[-1] not in "几数"):
        return start.end(), ()
    unit = CANONICAL.get(match["unit"] or "", "")
    value = Decimal(magnitude(match["number"]))
    return only(ParsedFigure(start.start(), match.end(), value, unit, _VAGUE.get(prefix, "some")))


def _parts(text: str, at: int) -> ParseResult | None:
    """`two thirds`, `twice`."""
    if (match := patterns.MULTIPLE.match(text, at)) is not None:
        return only(ParsedFigure(at, match.end(), Decimal(2 if match[1].lower() == "twice" else 3), "次/倍"))
    match = patterns.PARTS.match(text, at)
    if match is None:
        return None
    value = english_value(match[1]) / _FRACTIONS[match[2].lower()]
    return only(ParsedFigure(at, match.end(), value, SHARE_UNIT))


def _english_number(text: str, at: int) -> ParseResult | None:
    """`three times`, `Fourteen projects`; `Five Promises` and `five-guarantee` are names."""
    match = patterns.ENGLISH.match(text, at)
    if match is None:
        letters = patterns.LETTERS.match(text, at)
        return (letters.end() if letters else at + 1), ()
    added, end = and_a_half(text, match.end())
    unit, end = english_unit(text, end)
    named = match.group()[0].isupper() and patterns.CAPITAL.match(text, match.end())
    if named or (
        not unit and text[match.end() : match.end() + 2].strip("-").isalpha() and text[match.end()] == "-"
    ):
        return match.end(), ()
    lone = match.group().lower() == "one" and not added
    return approximated(text, ParsedFigure(at, end, english_value(match.group()) + added, unit, lone=lone))


_ENGLISH: tuple[FigureParser, ...] = (half_past, half_of, _parts, _english_number)
_ENGLISH_AFTER: tuple[FigureParser, ...] = (clock, day_of_month, _scaled)
_NAMED: dict[str, Callable[[str, re.Match[str]], ParseResult]] = {
    "vague": _vague,
    "month": month,
    "half": half,
    "both": both,
}
_AFTER: dict[str, tuple[FigureParser, ...]] = {
    ":": (clock,),
    "点": (clock, discount),
    "时": (clock,),
    "分": (_share, money),
    "成": (_tenths,),
    "折": (discount,),
    "米": (metres,),
    **dict.fromkeys("元圆块角毛", (money,)),
    "-": (year_month_day, _scaled),
    "/": (year_month_day,),
    ".": (year_month_day,),
}
