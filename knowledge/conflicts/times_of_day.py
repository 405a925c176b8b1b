"""Times of day: whether an entry tells an hour within the time of day that is asked about (晚上几点)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.facet_rules import DAYS
from knowledge.conflicts.profile import Profile
from knowledge.figures.units import CLOCK_UNIT
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
_NO_AFTERNOON = 5  # from this hour on, one without a time of day is in the morning
_OF_THE_CLOCK = re.compile(r"点|时|会儿|[早晚]|time|when")


def hours_asked(query: Query) -> tuple[Mention, ...]:
    """The times of day of which the question asks for the hour (晚上几点).

    Only those in a stretch that asks (早上的知道了,中午几点).
    """
    if not _asks_the_hour(query):
        return ()
    named = (mention for mention in query.mentions if _values(mention))
    asking = query.stretches_with(query.cues)
    return tuple(m for m in named if any(start <= m.start < end for start, end in asking))


def unknown_hour(asked: Sequence[Mention], profile: Profile) -> Iterator[Conflict]:
    """A conflict if an entry states the hour of none of the times of day that are asked about."""
    if asked and not any(_tells(mention, profile) for mention in asked):
        yield Conflict(kind=Kind.QUALIFIER, word=asked[0].text, severity=Severity.BARRING)


def _asks_the_hour(query: Query) -> bool:
    """Whether the question asks for a clock time rather than a day."""
    return any(
        Facet.TIME in cue.facets and cue.facets <= DAYS and _OF_THE_CLOCK.search(cue.text)
        for cue in query.cues
    )


def _values(mention: Mention) -> set[str]:
    """The times of day that a name stands for."""
    return {sense.name for sense in mention.senses if sense.group == TIME_OF_DAY}


def _tells(mention: Mention, profile: Profile) -> bool:
    """Whether an answer names the time of day, or states a clock time within it."""
    values = _values(mention)
    if any(value in profile.answer for value in values):
        return True
    hours = tuple(_hours(profile))
    spans = [_HOURS[value] for value in values if value in _HOURS]
    return any(first <= hour <= last for hour in hours for first, last in spans)


def _hours(profile: Profile) -> Iterator[Decimal]:
    """The hours that an answer states; 2点 counts as 14点 too, 6点 does not count as 18点."""
    for figure in profile.answer_figures:
        if figure.unit == CLOCK_UNIT:
            hour = figure.value / 60
            yield hour
            if 1 <= hour < _NO_AFTERNOON:
                yield hour + 12
