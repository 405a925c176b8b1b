"""Periods: a question for the number in a day or a year, and an entry with a total or another period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, NamedTuple

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.rule import Rule, trigger
from knowledge.language.question_words import A_NUMBER
from knowledge.language.signs import signs_of
from knowledge.model.cached import cached_property
from knowledge.model.entry import Facet

_NO_PERIOD_BEFORE = r"(?<![\d第头首前这那哪有某上下去今明后近满过整老多])"
_NO_PERIOD_BEHIND = "(?![级代前后岁来内终底初中以之了期轮会报度轻龄纪限卡票假]|多(?!少)|时间)"
_PERIOD = re.compile(
    f"每一?个?(?P<every>天|日|晚|夜|周|星期|礼拜|月|季度|季|学期|学年|年|小时|钟头)"
    f"|隔一?(?P<other>天|日|周|年)"
    f"|{_NO_PERIOD_BEFORE}(?P<pair>[俩仨])(?P<paired>月|星期|礼拜|小时|钟头)"
    f"|{_NO_PERIOD_BEFORE}(?P<number>[一二两三四五六七八九十半]|\\d{{1,2}}(?!年)|\\d)"
    f"(?:(?P<unit>天|日|晚上|夜|周|季度|学期|学年|年|小时)|个半?(?P<counted>星期|礼拜|月|季度|学期|小时|钟头))"
    f"{_NO_PERIOD_BEHIND}"
)
_ONE_OF_SEVERAL = re.compile(
    r"第(?:[一二三四五六七八九十]|\d{1,2})个?(?:年|月|星期|礼拜|周|天|季度|学期|小时)(?![级度])"
)
_FIRST = re.compile("^第[一1]个?")
_RATED = re.compile(
    r"/(天|日|周|月|季度|季|年|小时)|(月|年|日)(?:均|租|薪|缴|保底|工资|标准)|按(天|日|周|月|季|年)"
)
_SAME = {
    **{"日": "天", "晚上": "晚", "夜": "晚", "星期": "周", "礼拜": "周", "季": "季度", "钟头": "小时"},
    **{"俩": "两", "仨": "三"},
}
_ONE = "一"
_EVERY_OTHER = "隔"
_TOTALS = frozenset({Facet.COUNT, Facet.AMOUNT, Facet.LENGTH, Facet.AREA, Facet.FREQUENCY})
_ON_A_DAY = re.compile(f"(?:昨[天日儿晚]|前[天儿]|今[天日儿晚])[^,。?!我俺咱听看说问]{{0,6}}?了{A_NUMBER}")


class Period(NamedTuple):
    """A number of units of time; the number is 一 for both 每天 and 一天."""

    number: str
    unit: str


@dataclass(frozen=True)
class Periods(Rule):
    """The periods for which one question asks for a number, to be compared with those of entries."""

    signs: ClassVar = signs_of(_PERIOD, _ONE_OF_SEVERAL, _ON_A_DAY)

    def conflicts(self, lookup: EntryLookup) -> Iterator[Conflict]:
        """Each period (一年造林多少亩) for which the entry states no number.

        A fee without a period may be due in any period; a total does not answer for one day (昨天放了几场).
        """
        facets = lookup.profile.facets
        if self._days and not facets.isdisjoint(_TOTALS):
            yield Conflict(kind=Kind.PERIOD, word=self._days[0])
        for ordinal in self._ordinals:
            if not any(name in lookup.profile.texts for name in _first(ordinal)):
                yield Conflict(kind=Kind.PERIOD, word=ordinal)
        for word, period in self._asked:
            own = _stated_periods(lookup.profile.stated_text)
            of_that_unit = period.unit in {unit for _, unit in own}
            if period in own or (of_that_unit and (period.number == _ONE or Facet.FEE in facets)):
                continue  # the price of an hour answers 停两个小时
            if own or Facet.FEE not in facets:
                yield Conflict(
                    kind=Kind.PERIOD,
                    word=word,
                    severity=Severity.BARRING
                    if bool(own) and Facet.FREQUENCY in facets
                    else Severity.WEIGHED,
                )

    @trigger
    def _asked(self) -> tuple[tuple[str, Period], ...]:
        """The periods named in the stretches that ask for a number, each with its words."""
        return tuple(worded_period for stretch in self._counting for worded_period in _periods(stretch))

    @trigger
    def _ordinals(self) -> tuple[str, ...]:
        """The ordinal periods for which a number is asked (第一年能接多少户)."""
        return tuple(match.group() for text in self._counting for match in _ONE_OF_SEVERAL.finditer(text))

    @trigger
    def _days(self) -> tuple[str, ...]:
        """The single days (昨天) for which a number is asked."""
        return tuple(day.group() for stretch in self._counting if (day := _ON_A_DAY.search(stretch)))

    @cached_property
    def _counting(self) -> tuple[str, ...]:
        """The texts between marks that ask for a number."""
        spans = self.query.stretches_with(cue for cue in self.query.cues if cue.numeric)
        return tuple(self.query.text[start:end] for start, end in spans)


def _first(ordinal: str) -> tuple[str, ...]:
    """An ordinal period with its other names, if it is the first (第一个小时: 首小时)."""
    unit = _FIRST.sub("", ordinal)
    if unit == ordinal:
        return (ordinal,)
    return (ordinal, *(first + unit for first in ("首", "首个", "头一", "头一个", "第一", "第一个")))


def _periods(text: str) -> Iterator[tuple[str, Period]]:
    for match in _PERIOD.finditer(text):
        unit = next(filter(None, map(match.group, ("every", "unit", "counted", "paired", "other"))))
        number = match["number"] or match["pair"] or (_EVERY_OTHER if match["other"] else _ONE)
        yield match.group(), Period(_SAME.get(number, number), _SAME.get(unit, unit))


@lru_cache(2_000)
def _stated_periods(texts: str) -> frozenset[Period]:
    """The periods that a text names."""
    rated = ("".join(filter(None, match.groups())) for match in _RATED.finditer(texts))
    return frozenset(
        (*(period for _, period in _periods(texts)), *(Period(_ONE, _SAME.get(unit, unit)) for unit in rated))
    )
