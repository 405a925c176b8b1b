"""Days of the week as a text tells them: traced like figures, since 周三 for 周二 is as wrong as 3 for 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

UNIT = "星期"
_CHINESE = {day: number for number, day in enumerate("一二三四五六日", 1)} | {"天": 7}
_ENGLISH = {
    day: number for number, day in enumerate(("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"), 1)
}
_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 9}
_A_WEEK = 10  # what an ordinal adds for each week: 第二个星期六 is 26
_DAYS = re.compile(
    rf"""
    (?:第(?P<which>[一二三四])个?|(?P<end>最后一?个))?  # 第二个星期六
    (?:周|星期|礼拜)
    (?P<day>[一二三四五六日天])
    (?![次趟回遍场节个天]|(?<=日)常)                # not 每周三次, and not 每周日常保洁
    (?P<next>[日天](?!常))?                      # 周六日
  | \b
    (?:(?P<ordinal>first|second|third|fourth|last)[ ])?
    (?P<english>{"|".join(_ENGLISH)})days?
    \b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def weekdays(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Where each day of the week begins and ends, and its number from Monday, 1, to Sunday, 7.

    The second Saturday of a month is 26: it is another day than any other Saturday.
    """
    for match in _DAYS.finditer(text):
        which = match["which"] or (match["ordinal"] or "").lower() or ("last" if match["end"] else "")
        week = _ORDINALS.get(which, 0) * _A_WEEK
        if match["english"]:
            yield match.start(), match.end(), Decimal(week + _ENGLISH[match["english"].lower()])
            continue
        yield match.start(), match.end("day"), Decimal(week + _CHINESE[match["day"]])
        if match["next"]:  # 周六日
            yield match.start("next"), match.end("next"), Decimal(_CHINESE["日"])
