"""Shares in words (一半, 翻番, 半价), proved like figures: a half is as easily made up as 50%.

Only a proof reads them: in a question they are words like others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from knowledge.figures import patterns
from knowledge.figures.numerals import DIGITS
from knowledge.figures.parsed import ParsedFigure, approximated

_HALF = Decimal(50)
_PERCENT, _TIMES = "%", "倍"
_DOUBLINGS = "番"
_IN_PERCENT = {_PERCENT: Decimal(1), "‰": Decimal("0.1"), "分之": Decimal(100), "折": Decimal(10)}
_IN_PERCENT |= {_TIMES: Decimal(100)}

_SIGN = re.compile("[半折番倍成斩]|half|halv|doubl", re.IGNORECASE)  # without one there is no share
_NUMBER = "[一二两三四五六七八九]"
# 大半年, 近半小时 and 一半径: halves that have a unit, and other words
_NO_UNIT = "(?![年天夜月日径岛山导球路途里米亩斤吨个]|小时|分钟|公里|辈子)"
_RISES = "(?:增加|提高|提升|增长|上涨|上升|扩大|延长|高出|多出|[增涨升高多长])"
_NEARLY = "(?:将近|接近|近|大约|约|差不多|几乎|快)"
_SHARES = re.compile(
    rf"""
    (?P<more>一大半|一多半|大半|(?<![经通不超])(?:超过|过)半数?){_NO_UNIT}
  | (?P<less>一小半|小半|少半){_NO_UNIT}
  | (?P<about>(?<![附最])近半(?!数)|几乎一半|快一半){_NO_UNIT}
  | (?P<half>(?<![周期拜十百零〇月第0-9])一半{_NO_UNIT}|半数(?![字据量码])|各半(?!天|年)|对半(?=[开分砍])
      |对折|半价|半票|减半|折半|砍半|腰斩
      |\bhalf(?=[ ](?:of|the|price|as[ ]many)\b)(?<!first[ ]half)(?<!second[ ]half)
      |\bhalf-price\b|\bby[ ]half\b|\bhalved\b)
  | (?P<doubled>翻(?:了|上)?一?番|翻了?一?倍|{_RISES}了?一倍(?![多半])
      |\bdoubl(?:ed|es|ing)\b)
  | (?P<nearly>{_RISES}了?{_NEARLY}一倍(?![多半])|翻(?:了|上)?{_NEARLY}(?:一?番|一倍))
  | 翻(?:了|上)?(?P<vague>{_NEARLY})?(?P<doublings>[两二三四])番
  | (?P<twice>双倍)
  | (?P<tenths>{_NUMBER}){_NUMBER}成(?![群为立])
    """,
    re.IGNORECASE | re.VERBOSE,
)


def shares(text: str) -> Iterator[ParsedFigure]:
    """The shares of a text that are no figures by themselves; a half with a unit (半小时) is one."""
    folded = text.translate(patterns.FOLD)
    for match in _SHARES.finditer(folded) if _SIGN.search(folded) else ():
        yield _read(folded, match)


def in_percent(value: Decimal, unit: str) -> Decimal | None:
    """A share as percent, however it is stated: 一半, 二分之一, 五成, 五折; None for what is no share.

    What doubles grows by 100%, so what doubles twice by 300%.
    """
    if unit == _DOUBLINGS:
        return (2**value - 1) * 100
    factor = _IN_PERCENT.get(unit)
    return None if factor is None or not value.is_finite() else value * factor


def _read(text: str, match: re.Match[str]) -> ParsedFigure:
    said, (start, end) = match.lastgroup or "", match.span()
    if said in ("more", "less", "about"):
        return ParsedFigure(start, end, _HALF, _PERCENT, said)
    if said == "tenths":  # 七八成 are about seven
        return ParsedFigure(start, end, Decimal(10 * DIGITS[match[said]]), _PERCENT, "about")
    if said == "nearly":
        return ParsedFigure(start, end, Decimal(1), _DOUBLINGS, "about")
    value, unit = _HALF, _PERCENT
    if said in ("doubled", "doublings"):
        value, unit = Decimal(DIGITS[match["doublings"] or "一"]), _DOUBLINGS
        if match["vague"]:
            return ParsedFigure(start, end, value, unit, "about")
    elif said == "twice":
        value, unit = Decimal(2), _TIMES
    return approximated(text, ParsedFigure(start, end, value, unit))[1][0]
