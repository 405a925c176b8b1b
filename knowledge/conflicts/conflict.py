"""Conflicts: single things that speak against an entry as the answer to a question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What a question asks for or says and an entry does not tell; ADR 12 tells what each kind is worth."""

    FACET = "facet"  # another kind of thing is asked for: 几点 of a place
    COUNTER = "counter"  # another counter or unit: 多少公里 of books
    COUNTED = "counted"  # a number of something else: 多少读者 of books
    ATTRIBUTE = "attribute"  # an attribute that the entry does not name: 电话
    EVENT = "event"  # an action or claim that it does not state: 拆除了吗
    QUALIFIER = "qualifier"  # another value of a group that limits the entry: another area, 城市 for 农村
    NARROWING = "narrowing"  # a value or bound within what the entry tells of all: 农村的, 五亿以上
    NUMBERED = "numbered"  # another number in a name: 六中 for 二中
    NAME = "name"  # a place, paper or institution that it does not name: 落垡镇, 暂住证
    MODIFIER = "modifier"  # a modifier that it does not say: 恒温游泳馆
    PART = "part"  # a part of what it tells as a whole: 2400棵里有多少, 第四档
    TURN = "turn"  # a turn of phrase for something else: 平均, 其中, 还剩, 没完成的
    DATE = "date"  # a month or day that it does not state: 5月
    YEAR = "year"  # a calendar year that neither it nor its source names: 2012年
    PERIOD = "period"  # another period, or any of a total: 一年多少
    COUNTER_EXAMPLE = "counter_example"  # the question is one of its counter-examples
    SUBJECT = "subject"  # the question has hardly a word in common with it


class Severity(IntEnum):
    """How much a conflict counts against an entry; each level includes those before it."""

    # One feature among others: the entry may still be the answer.
    WEIGHED = 0
    # Also keeps the entry from the options (`ranking/decision.py`): unless the trees find it likely (the
    # band `contradicted`) if it is about what is asked (facet, attribute); else in any case.
    FIRM = 1
    # Also rules the entry out as the answer.
    BARRING = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """One thing that speaks against an entry, with the word of the question that it was found by."""

    kind: Kind
    word: str
    severity: Severity = Severity.WEIGHED

    @property
    def firm(self) -> bool:
        """Whether it keeps the entry from the options."""
        return self.severity >= Severity.FIRM

    @property
    def bars(self) -> bool:
        """Whether it rules the entry out as the answer."""
        return self.severity >= Severity.BARRING
