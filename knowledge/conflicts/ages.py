"""Ages: somebody too young or too old for all that an entry is for, by what its answer says of ages alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from knowledge.conflicts.conflict import Conflict, Kind
from knowledge.conflicts.profile import Profile
from knowledge.figures.figures import Figure
from knowledge.language.interpret import Query
from knowledge.language.normalise import normalise

_AGE = "岁"
_FROM = re.compile(r"岁[(（]?含?[)）]?(?:及|或|含)?(?:以上|起)")
_BEYOND = 4  # characters of a bound that may stand behind the figure
_JOINED = re.compile(r"[至到~-]\d")
_SPAN = re.compile(r"(\d+)(?:周?岁)?[至到~-]$")  # 60至79周岁
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
    answer = normalise(profile.entry.answer) if ages else ""
    if not ages or _OTHERS.search(answer):
        return None
    bounds = [_lower_bound(figure, answer) for figure in ages]
    return None if None in bounds else min(bound for bound in bounds if bound is not None)


def _lower_bound(age: Figure, answer: str) -> Decimal | None:
    """The lowest age that an answer means by one that it states; none where it means just that age."""
    if span := _SPAN.search(answer, 0, age.start):
        return Decimal(span[1])
    begins = _JOINED.match(answer, age.end) or _FROM.search(answer, age.start, age.end + _BEYOND)
    return age.value if begins else None
