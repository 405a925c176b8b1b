"""Dates and bounds in a question, and whether an entry states them too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.profile import Profile
from knowledge.conflicts.seasons import has_month
from knowledge.conflicts.years import Stated
from knowledge.figures.bounds import is_bound
from knowledge.figures.figures import Figure, bare_ones_too
from knowledge.language.query import Query
from knowledge.language.question_words import A_NUMBER
from knowledge.language.vocabulary import is_concept

_DATES = ("月", "月份", "日", "号")
_A_MONTH = re.compile(
    f"[一1]月(?=[^,。?!日号份初底]?(?:{A_NUMBER}|能|给|发|交|得|要|拿|领|收|花|补|挣))"
)  # in a month
_SPANS = ("个月", "个多月")  # 前八个月 is how long, not when


def dates(query: Query) -> Iterator[Stated]:
    """The months and days (十月) and the bounds (五亿以上) that a question names, each with its conflict."""
    text = query.text
    for figure in query.figures:
        date = text[figure.start : figure.end]
        if is_bound(figure, text) and not _is_in_a_name(figure, query):
            yield figure, Conflict(kind=Kind.NARROWING, word=date)
        lasts = date.endswith(_SPANS) or _A_MONTH.match(text, figure.start)
        if date.endswith(_DATES) and not lasts and not query.yes_no:
            yield figure, Conflict(kind=Kind.DATE, word=date)


def _is_in_a_name(figure: Figure, query: Query) -> bool:
    """Whether a figure is part of a name of one of the town's own things (一个亿以上的项目)."""
    names = (mention for mention in query.mentions if is_concept(mention.senses))
    return any(name.start <= figure.start and figure.end <= name.end for name in names)


def unstated(named: Sequence[Stated], profile: Profile) -> Sequence[Conflict]:
    """The conflicts of those dates and bounds that the entry does not state."""
    if not named:
        return ()
    stated = (*profile.figures, *bare_ones_too(profile.answer))
    return [
        conflict
        for figure, conflict in named
        if not (any(map(figure.is_as_much_as, stated)) or has_month(conflict.word, profile))
    ]
