"""Overlaps: ranges of one qualifier group that hold the same figure, so that it gets one of two answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from knowledge.files.faults import Fault, fault
from knowledge.language.ranges import Range, ranges
from knowledge.loading.places import Places
from knowledge.model.base import KnowledgeBase
from knowledge.model.entry import Entry

_LARGE = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))


def overlapping(base: KnowledgeBase, places: Places) -> Iterator[Fault]:
    """Ranges that end in a figure with which the next begins, or reach into it; one may lie in another."""
    for one, other in _pairs(base):
        if _within(one, other) or _within(other, one):
            continue
        low, high = sorted((one, other), key=lambda held: (held.lowest, held.highest))
        place = places.in_lexicon("qualifiers", low.group, low.value, key=True)
        first, last = _said(high.lowest, low), _said(low.highest, low)
        words = {"value": low.value, "other": high.value, "figure": last}
        if low.highest > high.lowest:
            yield fault("ranges_overlap", place, **words, first=first)
        else:
            yield fault("ranges_touch", place, **words, short=_without_end(low), beyond=_without_start(high))


def nested(base: KnowledgeBase, places: Places) -> Iterator[Fault]:
    """Ranges that lie in others, where entries about the same thing are limited to both."""
    for one, other in _pairs(base):
        wide, narrow = (one, other) if _within(other, one) else (other, one)
        pair = _about_the_same(base.entries, wide, narrow) if _within(narrow, wide) else None
        if pair:
            place = places.in_lexicon("qualifiers", wide.group, wide.value, key=True)
            entries = "、".join(entry.id for entry in pair)
            yield fault("ranges_nested", place, value=wide.value, other=narrow.value, entries=entries)


def _pairs(base: KnowledgeBase) -> Iterator[tuple[Range, Range]]:
    """The ranges of one group and unit that have a figure in common."""
    for one, other in combinations(ranges(base.lexicon.qualifiers), 2):
        if (one.group, one.unit) == (other.group, other.unit):
            low, high = max(one.lowest, other.lowest), min(one.highest, other.highest)
            if low < high or (low == high and _reaches(one, low) and _reaches(other, low)):
                yield one, other


def _reaches(held: Range, end: Decimal) -> bool:
    """Whether a range that ends or begins with a figure holds it."""
    return not ((held.above and end == held.lowest) or (held.below and end == held.highest))


def _within(narrow: Range, wide: Range) -> bool:
    return wide.lowest <= narrow.lowest and narrow.highest <= wide.highest and narrow[2:] != wide[2:]


def _about_the_same(entries: Sequence[Entry], wide: Range, narrow: Range) -> tuple[Entry, Entry] | None:
    """Two entries about the same thing, one limited to each of these ranges."""
    of_wide = {entry.subject[0]: entry for entry in entries if _is_limited(entry, wide)}
    of_narrow = (entry for entry in entries if _is_limited(entry, narrow))
    return next(((of_wide[e.subject[0]], e) for e in of_narrow if e.subject[0] in of_wide), None)


def _is_limited(entry: Entry, held: Range) -> bool:
    """Whether an entry that says what it is about is limited to a range."""
    return bool(entry.subject) and entry.qualifiers.get(held.group) == held.value


def _without_end(held: Range) -> str:
    """A range but for its highest figure, as staff may write it."""
    from_on = f"超过{_said(held.lowest, held)}" if held.above else f"{_said(held.lowest, held)}以上"
    return f"{from_on if held.lowest else ''}不足{_said(held.highest, held)}"


def _without_start(held: Range) -> str:
    """A range but for its lowest figure, as staff may write it."""
    if held.highest.is_infinite():
        return f"超过{_said(held.lowest, held)}"
    return f"超过{_said(held.lowest, held)}{'不足' if held.below else '不超过'}{_said(held.highest, held)}"


def _said(figure: Decimal, held: Range) -> str:
    """A figure in the unit of a range."""
    large = next(((size, name) for size, name in _LARGE if figure and figure % size == 0), (Decimal(1), ""))
    unit = "周岁" if "周岁" in held.value else held.unit
    return f"{(figure / large[0]).normalize():f}{large[1]}{unit}"
