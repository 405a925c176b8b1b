"""Qualifier values that are ranges (80至89周岁), which a figure names by lying in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from knowledge.figures.bounds import DOWNWARDS, INCLUDED, UPWARDS
from knowledge.figures.figures import Approximation, Figure, figures
from knowledge.figures.patterns import AT_LEAST, AT_MOST, OVER, UNDER
from knowledge.figures.units import AGE
from knowledge.language.normalise import normalise

_JOINED = re.compile(r"[至到~-]+")
_OVER, _AT_LEAST, _UNDER, _AT_MOST = map("|".join, (OVER, AT_LEAST, UNDER, AT_MOST))
_UP, _DOWN = (f"{INCLUDED}(?:{'|'.join(words)})" for words in (UPWARDS, DOWNWARDS))
# A value in which # stands for a figure: 12米以上不足24米
_RANGE = re.compile(
    rf"""
    [^\#不未超大多高满年低少小]{{0,4}}
    (?:
        (?P<joined>\#[至到~-]+\#)
      | (?P<low>
            (?P<above>(?:{_OVER})\#(?:以上)?)
          | (?:年?满|{_AT_LEAST})\#(?:以上)?
          | \#{_UP}
        )?
        [,、]?[至到~-]?[但且并]?
        (?P<high>
            (?P<below>(?:{_UNDER})\#)
          | (?:{_AT_MOST})\#
          | \#{_DOWN}
        )?
    )
    的?[一-鿿]{{0,4}}
    """,
    re.VERBOSE,
)
_BOUND = re.compile(rf"(?:{_UP}|{_DOWN})$")
_A_HUNDRED = re.compile(r"^百(?=[一-鿿])")
_ENDLESS = Decimal("Infinity")


class Range(NamedTuple):
    """A qualifier value that holds for every figure of its unit from `lowest` to `highest`.

    Attributes:
        above: whether the lowest figure itself is excluded.
        below: whether the highest figure itself is excluded.
    """

    group: str
    value: str
    unit: str
    lowest: Decimal
    highest: Decimal
    above: bool = False
    below: bool = False

    @property
    def example(self) -> Decimal:
        """A figure in the range: the lowest that it includes if it begins above zero, else the highest."""
        return self.lowest + self.above if self.lowest else self.highest - self.below

    def holds(self, figure: Figure) -> bool:
        """Whether a figure lies in the range."""
        value = in_whole_years(figure)
        if figure.unit != self.unit or not self.lowest <= value <= self.highest:
            return False
        beyond = (self.above and value == self.lowest) or (self.below and value == self.highest)
        return not beyond


def in_whole_years(figure: Figure) -> Decimal:
    """The value of a figure; an age in the years that are completed (七十九岁半: 79, 不满18岁: 17)."""
    if figure.unit != AGE:
        return figure.value
    years = figure.value // 1
    return years - 1 if figure.approximate is Approximation.LESS and years == figure.value else years


def ranges(groups: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[Range]:
    """The values of these groups whose names are ranges; their synonyms are not considered."""
    for group, values in groups.items():
        for value in values:
            if range_ := _range_of(group, value):
                yield range_


def _range_of(group: str, value: str) -> Range | None:
    """The range that the name of a value states; None if it is not one."""
    text = _A_HUNDRED.sub("一百", normalise(value))
    found = figures(text)
    match = _RANGE.fullmatch(_with_placeholders(text, found))
    units = {figure.unit for figure in found}
    if not match or len(units) != 1 or "" in units:
        return None
    return Range(
        group,
        value,
        found[0].unit,
        found[0].value if match["joined"] or match["low"] else Decimal(0),
        found[-1].value if match["joined"] or match["high"] else _ENDLESS,
        above=match["above"] is not None,
        below=match["below"] is not None,
    )


def _with_placeholders(text: str, found: Sequence[Figure]) -> str:
    """The text with # for each of its figures; words that make a bound of one remain (80#以上)."""
    for figure in reversed(found):
        bound = _BOUND.search(text, figure.start, figure.end)
        text = f"{text[: figure.start]}#{text[bound.start() if bound else figure.end :]}"
    return text


def are_joined(first: Figure, second: Figure, text: str) -> bool:
    """Whether two figures of a text are the ends of a range (60至79周岁)."""
    return first.unit == second.unit and _JOINED.fullmatch(text, first.end, second.start) is not None
