"""Times of day: whether an entry tells the hour that is asked of one (晚上几点)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.facet_rules import DAYS
from knowledge.conflicts.profile import Profile
from knowledge.figures.times import CLOCK_UNIT
from knowledge.language.normalise import normalise
from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention
from knowledge.model.entry import Facet

TIME_OF_DAY = "time_of_day"
_HOURS = {
    "凌晨": (0, 6),
    "早上": (4, 11),
    "上午": (5, 12),
    "中午": (11, 14),
    "下午": (12, 19),
    "傍晚": (16, 21),
    "晚上": (17, 24),
}
_NO_AFTERNOON = 5  # hours from which a bare one is rather in the morning
_OF_THE_CLOCK = re.compile(r"点|时|会儿|[早晚]|time|when")


def unknown_hour(query: Query, profile: Profile) -> Iterator[Conflict]:
    """What asks for the hour of a time of day (晚上几点) that the entry tells none of."""
    if not asks_the_hour(query):
        return
    named = _asked_of([m for m in query.mentions if _values(m)], query)
    if named and not any(_tells(mention, profile) for mention in named):
        yield Conflict(kind=Kind.QUALIFIER, word=named[0].text, severity=Severity.EXCLUDING)


def asks_the_hour(query: Query) -> bool:
    """Whether a clock time is asked for, and not a day."""
    return any(
        Facet.TIME in cue.facets and cue.facets <= DAYS and _OF_THE_CLOCK.search(cue.text)
        for cue in query.cues
    )


def _asked_of(named: list[Mention], query: Query) -> list[Mention]:
    """Those of these names that stand where it is asked, if any do (早上的知道了,中午几点)."""
    asking = query.stretches_with(query.cues)
    return [m for m in named if any(start <= m.start < end for start, end in asking)] or named


def _values(mention: Mention) -> set[str]:
    """The times of day that a name stands for."""
    return {sense.name for sense in mention.senses if sense.group == TIME_OF_DAY}


def _tells(mention: Mention, profile: Profile) -> bool:
    """Whether an answer names a time of day, or tells a clock time in it."""
    values = _values(mention)
    answer = normalise(profile.entry.answer)
    if mention.text in answer or any(value in answer for value in values):
        return True
    hours = tuple(_hours(profile))
    spans = [_HOURS[value] for value in values if value in _HOURS]
    return any(first <= hour <= last for hour in hours for first, last in spans)


def _hours(profile: Profile) -> Iterator[Decimal]:
    """The hours that an answer tells; 2点 may be in the afternoon, 6点 is not."""
    for figure in profile.answer_figures:
        if figure.unit == CLOCK_UNIT:
            hour = figure.value / 60
            yield hour
            if 1 <= hour < _NO_AFTERNOON:
                yield hour + 12
