"""Parsers of halves: 半小时, 半个多月, 大半年; not parts of the year (上半年) or shares of a crowd."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge.figures import patterns
from knowledge.figures.parsed import ParsedFigure, ParseResult, approximated, english_unit, only
from knowledge.figures.units import CANONICAL, HALVED

HALF = Decimal("0.5")
A_MONTH = "个月"  # 半月 and 俩月 count months, and name none

# 半年度, 半月板, 半小时候: other words
_HALF = re.compile(
    rf"""
    半(?:个(?P<many>[多来]))?(?P<unit>{patterns.units_of(HALVED)})
    (?!(?<=年)[度报轻纪龄份]|(?<=月)[谈板形刊湾池坛弯]|(?<=小时)候|(?<=[天日])[制闲空头潮]|(?<=里)程
      |(?<=克)[服拉]|(?<=升)[级降学]|(?<=米)[饭面粉线])
    (?P<more>多(?![少几]))?
    """,
    re.VERBOSE,
)
_MOSTLY = tuple("一多减")  # 一半, 多半, 减半
_RATHER = {"大": "more", "小": "less"}  # 大半年, 小半年
_SPANS = {"年", A_MONTH, "日"}
# 上半年, 前半个月: which half; 后半年 stands for one only where it is not behind something (毕业后半年)
_WHICH = re.compile(r"(?:(?<![以加网线路晚早手])[上下]|(?<![一-鿿])[前后头]|[年月在的][前后头])$")
# 等了半天, 打听半天, 大半天: for a long time
_FOR_LONG = tuple("了老好大小等找看想问跑忙听查翻蹭吵弄聊")
_WHOLE = ("人", "户", "次/倍")  # half of these is a share: half the people, half time


def half(text: str, start: re.Match[str]) -> ParseResult:
    """半小时, 半年, 半公里, each with its approximation (半个多月)."""
    at = start.start()
    match = _HALF.match(text, at)
    before = text[max(0, at - 2) : at]
    if match is None or before.endswith(_MOSTLY):
        return start.end(), ()
    unit = A_MONTH if match["unit"] == "月" else CANONICAL[match["unit"]]
    if _says_when_or_how_long(match["unit"], unit, before):
        return match.end(), ()
    if rather := _RATHER.get(before[-1:]):
        return only(ParsedFigure(at - 1, match.end(), HALF, unit, rather))
    return approximated(text, ParsedFigure(at, match.end(), HALF, unit), match["many"] or match["more"])


def _says_when_or_how_long(written: str, unit: str, before: str) -> bool:
    """Whether it names one half of a year, month or day (下半年), or 半天 means a long time (等了半天)."""
    long = written == "天" and before.endswith(_FOR_LONG)
    return long or (unit in _SPANS and _WHICH.search(before) is not None)


def half_of(text: str, at: int) -> ParseResult | None:
    """`half an hour`, `every half year`."""
    match = patterns.HALF_OF.match(text, at)
    unit, end = english_unit(text, match.end()) if match else ("", at)
    return approximated(text, ParsedFigure(at, end, HALF, unit)) if unit and unit not in _WHOLE else None
