"""Ages and storeys outside every tier that an answer names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from knowledge.conflicts.conflict import Conflict, Kind, Severity
from knowledge.conflicts.profile import Profile
from knowledge.figures.bounds import is_bound, is_upper_bound
from knowledge.figures.figures import Figure
from knowledge.figures.units import AGE
from knowledge.language.query import Query
from knowledge.language.ranges import are_joined, in_whole_years

_UNITS = (AGE, "层")
_ENDLESS = Decimal("Infinity")
# An answer that mentions others too may be for anybody.
_OTHERS = re.compile(
    r"其他|其它|其余|别的|普通|一般|成人|成年|大人|所有|不满|未满|以下|不到|小于|全市|全区|全县|人人"
)


def out_of_age(query: Query, profile: Profile) -> Iterator[Conflict]:
    """A conflict for each age or number of storeys outside all tiers of the answer (四十岁, 60周岁以上)."""
    for unit in _UNITS:
        figures = [figure for figure in query.quantities if figure.unit == unit]
        tiers = _tiers(unit, profile) if figures else ()
        if tiers and not any(
            lowest <= in_whole_years(figure) <= highest for figure in figures for lowest, highest in tiers
        ):
            word = query.text[figures[0].start : figures[0].end]
            yield Conflict(
                kind=Kind.QUALIFIER,
                word=word,
                severity=Severity.BARRING if len(tiers) > 1 else Severity.FIRM,
            )


def _tiers(unit: str, profile: Profile) -> tuple[tuple[Decimal, Decimal], ...]:
    """The ranges of a unit that an answer is for, each as its lowest and highest value.

    Empty if the answer also mentions others (其他), a single age, or only a building of that many storeys.
    """
    figures = [figure for figure in profile.answer_figures if figure.unit == unit]
    answer = profile.answer if figures else ""
    if not figures or _OTHERS.search(answer):
        return ()
    pairs = [pair for pair in pairwise(figures) if are_joined(*pair, answer)]
    ends = {figure.start for pair in pairs for figure in pair}
    rest = [figure for figure in figures if figure.start not in ends]
    bounds = [figure for figure in rest if is_bound(figure, answer)]
    if len(bounds) < len(rest) and (unit == AGE or not bounds):
        return ()
    ranges = ((first.value, last.value) for first, last in pairs)
    return (*ranges, *(_tier(figure, answer) for figure in rest))


def _tier(figure: Figure, answer: str) -> tuple[Decimal, Decimal]:
    """The range that one figure stands for: up from it, down from it, or itself."""
    if is_upper_bound(figure, answer):
        return Decimal(0), figure.value
    return figure.value, _ENDLESS if is_bound(figure, answer) else figure.value
