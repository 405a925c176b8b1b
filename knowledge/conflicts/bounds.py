"""Bounds: how many lie above or below a figure (十亿以上的有几个), and an entry that counts all of them."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge.conflicts.conflict import Kind, Severity
from knowledge.conflicts.entry_lookup import EntryLookup
from knowledge.conflicts.pattern_rule import Example, PatternRule
from knowledge.figures.bounds import DOWNWARDS, UPWARDS
from knowledge.figures.numerals import chinese_value, mixed_value
from knowledge.figures.patterns import AT_LEAST, AT_MOST, OVER, UNDER
from knowledge.language.query import Query

_NUMBER = r"(?:\d+(?:\.\d+)?[十百千万亿]*|[一二两三四五六七八九十百千万亿]+)"
_UNIT = r"(?:元|块钱?|岁|亩|平方?米|平|公里|米|度|吨|人|户|天|年)?"
_BEFORE, _BEHIND = "|".join((*OVER, *UNDER, *AT_LEAST, *AT_MOST)), "|".join((*UPWARDS, *DOWNWARDS))
_BOUND = re.compile(
    rf"(?:{_NUMBER}{_UNIT}[到至-])?(?P<figure>{_NUMBER}){_UNIT}(?:{_BEHIND}|开外|之间)"
    rf"|(?:{_BEFORE})(?P<limit>{_NUMBER}){_UNIT}"
    rf"|{_NUMBER}{_UNIT}[到至-](?P<upper>{_NUMBER}){_UNIT}(?=的)"
)
_OF_WHOM = 6  # characters between a bound and the cue for a number that it limits
_NUMERAL = re.compile(_NUMBER)


def _limits_a_count(match: re.Match[str], query: Query) -> bool:
    """Whether a bound stands right before a cue for a number."""
    counting = (cue for cue in query.cues if cue.numeric) if not query.yes_no else ()
    near = any(0 <= cue.start - match.end() <= _OF_WHOM for cue in counting)
    return near and _end_of(match) is not None


def _is_stated(match: re.Match[str], lookup: EntryLookup) -> bool:
    """Whether one of the entry's texts states the bound; otherwise it counts more than is asked for."""
    return _end_of(match) in _stated(lookup)


def _end_of(match: re.Match[str]) -> Decimal | None:
    """The figure of a bound; the upper one of a range."""
    return _value(match["figure"] or match["limit"] or match["upper"])


def _value(numeral: str) -> Decimal | None:
    """The number that a Chinese, Arabic or mixed numeral stands for; 亿 alone is one 亿."""
    if numeral[0] in "万亿千百":
        numeral = "一" + numeral
    return mixed_value(numeral) if numeral[0].isdigit() else chinese_value(numeral)


def _stated(lookup: EntryLookup) -> frozenset[Decimal]:
    """Every number in the entry's texts and in the values that limit it."""
    limits = (value for values in lookup.profile.qualifiers.values() for value in values)
    numbers = (_value(numeral) for numeral in _NUMERAL.findall("\n".join((lookup.profile.texts, *limits))))
    return frozenset(value for value in numbers if value is not None)


BOUND = PatternRule(
    name="Bounds",
    asks=_BOUND,
    where=_limits_a_count,
    is_answered=_is_stated,
    kind=Kind.PART,
    severity=Severity.BARRING,
    example=Example("十亿以上的项目有几个", "项目有18个。"),
)
