"""Days of the week in a text, proved like figures: 周三 for 周二 is as wrong as 3 for 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

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

_WEEK = frozenset(range(1, 8))
_UNTIL = re.compile("[至到~-]")
_SEVERAL = {
    ("周末", "双休日"): frozenset({6, 7}),
    ("工作日",): frozenset(range(1, 6)),
    ("每天", "每日", "天天", "全年无休"): _WEEK,
}


def weekdays(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yields the start and end of each day of the week in a text, and its number: Monday is 1, Sunday 7.

    With an ordinal the week counts ten: the second Saturday of a month is 26, which is not any Saturday.
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


@lru_cache(2_000)
def days_of_the_week(text: str) -> frozenset[int]:
    """The days of the week (1 to 7) that a text names, also by ranges and groups (周二至周五, 周末)."""
    named = [(start, end, int(day)) for start, end, day in weekdays(text) if day <= len(_WEEK)]
    days = {day for _, _, day in named}
    for (_, end, first), (start, _, last) in pairwise(named):
        if _UNTIL.fullmatch(text, end, start):
            days.update(range(first, last + 1))
    for words, held in _SEVERAL.items():
        if any(word in text for word in words):
            days |= held
    return frozenset(days)
