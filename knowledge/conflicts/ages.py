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
_ENDLESS = Decimal("Infinity")
# An answer that tells of others too may be for anybody.
_OTHERS = re.compile(
    r"其他|其它|其余|别的|普通|一般|成人|成年|大人|所有|不满|未满|以下|不到|小于|全市|全区|全县|人人"
)


def out_of_age(query: Query, profile: Profile) -> Iterator[Conflict]:
    """An age for which nothing of an entry holds (四十岁, where it tells of 60周岁以上)."""
    said = [figure for figure in query.quantities if figure.unit == _AGE]
    told = _ages(profile) if said else ()
    if told and not any(lowest <= figure.value <= highest for figure in said for lowest, highest in told):
        word = query.text[said[0].start : said[0].end]
        yield Conflict(kind=Kind.QUALIFIER, word=word, firm=True, bars=len(told) > 1)


def _ages(profile: Profile) -> tuple[tuple[Decimal, Decimal], ...]:
    """The ages for which an answer holds, from and to; none where it tells of an age, or people, otherwise."""
    ages = [figure for figure in profile.answer_figures if figure.unit == _AGE]
    answer = profile.answer if ages else ""
    if not ages or _OTHERS.search(answer):
        return ()
    pairs = [pair for pair in pairwise(ages) if are_joined(*pair, answer)]
    ends = {figure.start for pair in pairs for figure in pair}
    bounds = [figure for figure in ages if figure.start not in ends]
    if not all(is_bound(figure, answer) for figure in bounds):
        return ()
    ranges = ((first.value, last.value) for first, last in pairs)
    return (*ranges, *((figure.value, _ENDLESS) for figure in bounds))
