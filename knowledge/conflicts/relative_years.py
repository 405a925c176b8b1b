"""Relative years (去年, 明年) that a question is for, and those that it only compares with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from knowledge.figures.figures import Figure
from knowledge.figures.units import YEAR
from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention
from knowledge.model.source import CALENDAR_YEAR

RELATIVE_YEAR = "relative_year"  # an entry that says 比去年 still tells this year's figure
_NAMES = {-3: "大前年", -2: "前年", -1: "去年", 0: "今年", 1: "明年", 2: "后年"}
_OFFSETS = {name: offset for offset, name in _NAMES.items()}
NAMED_YEAR = re.compile(rf"{CALENDAR_YEAR}(?=年|[-~至到]\d{{2,4}}年)")  # in a normalised text
_COMPARED_WITH = re.compile(r"[比较由从自跟与][^,。;、\d]{0,2}$")  # 比2024年增加, 由2024年的20元
_LAST_YEAR = re.compile(
    r"^[比较跟和与同](?:去年|上年|头年|前一年|上一年)|^compared? (?:to|with) .*(?:year|period)"
)

_IN_ENGLISH = re.compile(
    r"\b(?:compar\w+ (?:with|to)|in comparison (?:with|to)|than|over|versus|vs|on|from)(?: in)?"
    r"(?: the same (?:period|time|months?)(?: of| in)?)? (?:the )?$"
)


def compares_years(words: str) -> bool:
    """Whether these words compare with the year before (比去年)."""
    return _LAST_YEAR.search(words) is not None


def compared(query: Query) -> tuple[Mention, ...]:
    """The years in a question that another year is compared with."""
    text = query.text
    return tuple(
        m
        for m in query.mentions
        if compares_years(text[max(m.start - 1, 0) : m.end]) or _IN_ENGLISH.search(text, 0, m.start)
    )


def years_asked(query: Query) -> frozenset[str]:
    """The relative years that a question is for, without those it only compares with."""
    others = compared(query)
    return frozenset(
        sense.name
        for mention in query.mentions
        for sense in mention.senses
        if sense.group == RELATIVE_YEAR and mention not in others
    )


def in_calendar_years(query: Query, this_year: int, told: Callable[[int], bool]) -> str:
    """The text of a Chinese question with 2025年 for 去年, where that is told of; not in a comparison."""
    others, text = compared(query), query.text
    if query.english:
        return text
    for mention in sorted(query.mentions, key=lambda mention: -mention.start):
        named = next((s.name for s in mention.senses if s.group == RELATIVE_YEAR and s.name in _OFFSETS), "")
        if named and mention not in others and told(year := year_of(named, this_year)):
            text = f"{text[: mention.start]}{year}年{text[mention.end :]}"
    return text


def years_stated(figures: Iterable[Figure], this_year: int) -> frozenset[str]:
    """The relative names of the calendar years among these figures (2027年 is 明年 in 2026)."""
    offsets = (figure.value - this_year for figure in figures if figure.unit == YEAR)
    return frozenset(_NAMES[int(offset)] for offset in offsets if offset in _NAMES)


def year_of(name: str, this_year: int) -> int:
    """Which calendar year a relative one is in `this_year` (去年 is 2025 in 2026)."""
    return this_year + _OFFSETS[name]


def calendar_years(text: str) -> tuple[int, ...]:
    """The calendar years that a normalised text tells something of, none that it only compares with."""
    found = (
        match for match in NAMED_YEAR.finditer(text) if not _COMPARED_WITH.search(text, 0, match.start())
    )
    return tuple(sorted({int(match.group()) for match in found}))
