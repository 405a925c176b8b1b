"""Ages: somebody too young or too old for all that an entry is for, by what its answer says of ages alone."""

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
# An answer that tells of others too may be for anybody.
_OTHERS = re.compile(
    r"其他|其它|其余|别的|普通|一般|成人|成年|大人|所有|不满|未满|以下|不到|小于|全市|全区|全县|人人"
)


def out_of_age(query: Query, profile: Profile) -> Iterator[Conflict]:
    """An age below those from which on an entry holds (四十岁, where it tells of 60周岁以上)."""
    said = [figure for figure in query.quantities if figure.unit == _AGE]
    lowest = _lowest_age(profile) if said else None
    if lowest is not None and all(figure.value < lowest for figure in said):
        word = query.text[said[0].start : said[0].end]
        yield Conflict(kind=Kind.QUALIFIER, word=word, firm=True)


def _lowest_age(profile: Profile) -> Decimal | None:
    """The age from which on all of an answer holds; none where it tells of an age or of people otherwise."""
    ages = [figure for figure in profile.answer_figures if figure.unit == _AGE]
    answer = profile.answer if ages else ""
    if not ages or _OTHERS.search(answer):
        return None
    ends = {figure.start for pair in pairwise(ages) if are_joined(*pair, answer) for figure in pair}
    bounds = all(figure.start in ends or is_bound(figure, answer) for figure in ages)
    return min(figure.value for figure in ages) if bounds else None
