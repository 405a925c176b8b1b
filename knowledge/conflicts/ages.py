"""Ages: somebody too young or too old for all that an entry is for, by the ages of its answer alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.profile import Profile
from knowledge.language.query import Query
from knowledge.language.ranges import are_joined, is_bound

_AGE = "岁"
_UNITS = (_AGE, "层")
_ENDLESS = Decimal("Infinity")
# An answer that tells of others too may be for anybody.
_OTHERS = re.compile(
    r"其他|其它|其余|别的|普通|一般|成人|成年|大人|所有|不满|未满|以下|不到|小于|全市|全区|全县|人人"
)


def out_of_age(query: Query, profile: Profile) -> Iterator[Conflict]:
    """An age, or a number of storeys, for which nothing of an entry holds (四十岁 of 60周岁以上)."""
    for unit in _UNITS:
        said = [figure for figure in query.quantities if figure.unit == unit]
        told = _tiers(unit, profile) if said else ()
        if told and not any(lowest <= figure.value <= highest for figure in said for lowest, highest in told):
            word = query.text[said[0].start : said[0].end]
            yield Conflict(kind=Kind.QUALIFIER, word=word, firm=True, bars=len(told) > 1)


def _tiers(unit: str, profile: Profile) -> tuple[tuple[Decimal, Decimal], ...]:
    """The numbers of a unit for which an answer holds, from and to.

    None where it tells of an age, or of people, otherwise, or of a house of so many storeys.
    """
    figures = [figure for figure in profile.answer_figures if figure.unit == unit]
    answer = profile.answer if figures else ""
    if not figures or _OTHERS.search(answer):
        return ()
    pairs = [pair for pair in pairwise(figures) if are_joined(*pair, answer)]
    ends = {figure.start for pair in pairs for figure in pair}
    rest = [figure for figure in figures if figure.start not in ends]
    bounds = [figure for figure in rest if is_bound(figure, answer)]
    if len(bounds) < len(rest) and (unit == _AGE or not bounds):
        return ()
    ranges = ((first.value, last.value) for first, last in pairs)
    ending = ((figure.value, _ENDLESS if figure in bounds else figure.value) for figure in rest)
    return (*ranges, *ending)
