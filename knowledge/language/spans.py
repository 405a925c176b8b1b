"""Values of a qualifier group that are spans of a number (80至89周岁): a figure in one names it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from knowledge.figures.figures import Figure, figures
from knowledge.language.normalise import normalise

_JOINED = re.compile(r"[至到~-]+")
_UP, _DOWN = ("以上", "往上"), ("以下", "以内", "往下")
_OVER = ("超过", "大于", "多于", "高于", "满", "年满", "不低于", "不少于")
_UNDER = ("不满", "未满", "不到", "不足", "低于", "少于", "小于", "不超过", "不高于")
_BOUNDS = (*_UP, *_DOWN, "以外", "起步")
_INCLUDED = re.compile(r"[(（]?含?[)）]?[及或]?")  # 60周岁(含)以上
_A_HUNDRED = re.compile(r"^百(?=[一-鿿])")
_ENDLESS = Decimal("Infinity")


class Span(NamedTuple):
    """A value that holds for every figure of its unit from the lowest to the highest, both included."""

    group: str
    value: str
    unit: str
    lowest: Decimal
    highest: Decimal

    def holds(self, figure: Figure) -> bool:
        """Whether a figure lies in the span."""
        return figure.unit == self.unit and self.lowest <= figure.value <= self.highest


def spans(groups: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[Span]:
    """The values of these groups that are spans, by their own names; their other names are not looked at."""
    for group, values in groups.items():
        for value in values:
            if span := _span(group, value):
                yield span


def _span(group: str, value: str) -> Span | None:
    text = _A_HUNDRED.sub("一百", normalise(value))
    found = figures(text)
    unit = found[-1].unit if found else ""
    if not unit:
        return None
    if len(found) == 2 and are_joined(found[0], found[1], text):
        return Span(group, value, unit, found[0].value, found[1].value)
    if len(found) == 1 and (text.endswith(_UP) or _is_all_behind(_OVER, found[0], text)):
        return Span(group, value, unit, found[0].value, _ENDLESS)
    if len(found) == 1 and (text.endswith(_DOWN) or _is_all_behind(_UNDER, found[0], text)):
        return Span(group, value, unit, Decimal(0), found[0].value)
    return None


def _is_all_behind(bounds: tuple[str, ...], figure: Figure, text: str) -> bool:
    """Whether a text is a figure behind one of these words (超过260吨)."""
    return text[: figure.start] in bounds and figure.end == len(text)


def is_bound(figure: Figure, text: str) -> bool:
    """Whether a text says this figure as a limit (80岁以上)."""
    included = _INCLUDED.match(text, figure.end)
    behind = included.end() if included else figure.end
    return text.endswith(_BOUNDS, figure.start, figure.end) or text.startswith(_BOUNDS, behind)


def are_joined(first: Figure, second: Figure, text: str) -> bool:
    """Whether a text says these figures as the ends of a span (60至79周岁)."""
    return first.unit == second.unit and _JOINED.fullmatch(text, first.end, second.start) is not None
