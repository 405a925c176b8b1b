"""Joints of figures: ranges (周二至周四, 1至8月) and lists (周二、周四), which do not say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from knowledge.figures.figures import Figure, traced
from knowledge.figures.labels import clauses
from knowledge.figures.patterns import FLAGS, FOLD

_NEXT = "(?:(?:次|翌|第二|当|同)[年月日天])?"  # 10月1日至次年4月30日
_RANGE = re.compile(rf" ?(?:(?:至|到|[~\-–—]){_NEXT}|to|through|until) ?", FLAGS)
_LIST = re.compile(r" ?(?:[、,，和及或与跟]|以及) ?")


class Joint(NamedTuple):
    """Two neighbouring figures that are joined.

    Attributes:
        start: where the first begins in the text.
        end: where the second ends.
        before: the figures of the clause up to the first, which is the last of them.
        behind: those from the second on (1月6日至3月20日 are two each).
    """

    is_range: bool
    start: int
    end: int
    before: tuple[Figure, ...]
    behind: tuple[Figure, ...]

    @property
    def pair(self) -> tuple[Figure, Figure]:
        """The two figures."""
        return self.before[-1], self.behind[0]


def joints(text: str, names: Iterable[str] = ()) -> Iterator[Joint]:
    """The ranges and lists of a text; of a list one for each two neighbours."""
    figures = sorted(traced(text, names), key=lambda figure: figure.start)
    folded = text.translate(FOLD)
    spans = list(clauses(folded, figures))
    for number, (first, second) in enumerate(pairwise(figures), 1):
        if first.end > second.start or not (first.unit or second.unit):
            continue  # 020-37288891 is no range
        is_range = _RANGE.fullmatch(folded, first.end, second.start) is not None
        if is_range or _LIST.fullmatch(folded, first.end, second.start):
            start = next(span.start for span in spans if span.start <= first.start < span.stop)
            end = next(span.stop for span in spans if span.start <= second.start < span.stop)
            before = tuple(figure for figure in figures[:number] if figure.start >= start)
            behind = tuple(figure for figure in figures[number:] if figure.start < end)
            yield Joint(is_range, first.start, second.end, before, behind)


def contradicts(joint: Joint, told: Sequence[Joint]) -> Joint | None:
    """The one of the joints told that says otherwise; None if one says the same, or none speaks of it.

    A range must be one of those told once one of these has an end of it, unless its ends are ends of two of
    these (from the first to the last, or between two), or once its ends are told as a list. A list must not
    be told as a range. Of two neighbours (周六、周日) either is the same.
    """
    first, second = joint.pair
    if any(other.is_range == joint.is_range and _joins(other, first, second) for other in told):
        return None
    if abs(first.value - second.value) <= 1:
        return None
    if joint.is_range:
        return _told_with_others(joint, told)
    return next((other for other in told if other.is_range and _are_same(other.pair, (first, second))), None)


def _told_with_others(joint: Joint, told: Sequence[Joint]) -> Joint | None:
    """The joint that has both ends of a range otherwise, or one where no other has the other one."""
    first, second = joint.pair
    ends = [(*other.before, *other.behind) for other in told if other.is_range]
    in_one = any(_has(held, first) and _has(held, second) for held in ends)
    backwards = first.unit == second.unit and first.value > second.value
    if not (in_one or backwards) and all(any(_has(held, end) for held in ends) for end in (first, second)):
        return None
    others = [other for other in told if _speaks_of(other, first, second)]
    return max(others, key=lambda other: _has(other.pair, first) + _has(other.pair, second), default=None)


def _joins(joint: Joint, first: Figure, second: Figure) -> bool:
    """Whether it joins such figures: a range in this order, a list of neighbours in any."""
    if joint.is_range:
        return _has(joint.before, first) and _has(joint.behind, second)
    return _are_same(joint.pair, (first, second)) or _are_same(joint.pair, (second, first))


def _speaks_of(joint: Joint, first: Figure, second: Figure) -> bool:
    """Whether it says something else of the ends of a range."""
    if joint.is_range:
        ends = (*joint.before, *joint.behind)
        return _has(ends, first) or _has(ends, second)
    return _are_same(joint.pair, (first, second))


def _are_same(pair: Sequence[Figure], other: Sequence[Figure]) -> bool:
    return all(one.is_as_much_as(two) for one, two in zip(pair, other, strict=True))


def _has(figures: Sequence[Figure], figure: Figure) -> bool:
    return any(other.is_as_much_as(figure) for other in figures)
