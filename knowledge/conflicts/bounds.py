"""Bounds: those above or below a figure (十亿以上的有几个), of an entry that counts all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.witness import Witness
from knowledge.figures.numerals import chinese_value, mixed_value
from knowledge.language.query import Query
from knowledge.language.signs import signs_of
from knowledge.model.cached import cached_property

_NUMBER = r"(?:\d+(?:\.\d+)?[十百千万亿]*|[一二两三四五六七八九十百千万亿]+)"
_UNIT = r"(?:元|块钱?|岁|亩|平方?米|平|公里|米|度|吨|人|户|天|年)?"
_BOUND = re.compile(
    rf"(?:{_NUMBER}{_UNIT}[到至-])?(?P<figure>{_NUMBER}){_UNIT}(?:以上|以下|往上|开外|以内|之间)"
    rf"|(?:超过?|不到|不足|低于|高于|大于|小于|少于|多于)(?P<limit>{_NUMBER}){_UNIT}"
    rf"|{_NUMBER}{_UNIT}[到至-](?P<upper>{_NUMBER}){_UNIT}(?=的)"
)
_OF_WHOM = 6  # characters between a bound and the how many that it limits
_NUMERAL = re.compile(_NUMBER)


@dataclass(frozen=True)
class Bounds:
    """The bounds within which one question counts, to be compared with those of entries."""

    signs: ClassVar = signs_of(_BOUND)

    query: Query

    def conflicts(self, witness: Witness) -> Iterator[Conflict]:
        """A bound that none of the entry's texts states: it counts more than was asked for."""
        for words, value in self._counted:
            if value not in _stated(witness):
                yield Conflict(kind=Kind.PART, word=words, firm=True, bars=True)

    @property
    def speaks(self) -> bool:
        """Whether the question counts within bounds."""
        return bool(self._counted)

    @cached_property
    def _counted(self) -> tuple[tuple[str, Decimal], ...]:
        """The bounds right before the how many, each with the figure that it ends at."""
        counting = [cue for cue in self.query.cues if cue.numeric]
        if not counting or self.query.yes_no:
            return ()
        return tuple(
            (found.group(), value)
            for found in _BOUND.finditer(self.query.text)
            if any(0 <= cue.start - found.end() <= _OF_WHOM for cue in counting)
            and (value := _value(found["figure"] or found["limit"] or found["upper"])) is not None
        )


def _value(numeral: str) -> Decimal | None:
    """The number that a numeral stands for, in whichever characters; 亿 alone is one of them."""
    if numeral[0] in "万亿千百":
        numeral = "一" + numeral
    return mixed_value(numeral) if numeral[0].isdigit() else chinese_value(numeral)


def _stated(witness: Witness) -> frozenset[Decimal]:
    """Every number that an entry's texts, and the values that limit it, hold."""
    limits = (value for values in witness.profile.qualifiers.values() for value in values)
    found = (_value(numeral) for numeral in _NUMERAL.findall("\n".join((witness.profile.texts, *limits))))
    return frozenset(value for value in found if value is not None)
