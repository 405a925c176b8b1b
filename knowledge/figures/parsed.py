"""A reading: one figure as it was read, and what the words around it add."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from knowledge.figures import patterns
from knowledge.figures.units import ENGLISH_UNITS

_BEFORE = 24  # characters looked at for "more than" and the like


class ParsedFigure(NamedTuple):
    """A figure as it was read; `lone` marks a mere 一 or 亿元, `scale` the magnitude that was written."""

    start: int
    end: int
    value: Decimal
    unit: str = ""
    approximate: str = ""
    lone: bool = False
    scale: int = 1


ParseResult = tuple[int, tuple[ParsedFigure, ...]]
FigureParser = Callable[[str, int], ParseResult | None]


def only(reading: ParsedFigure) -> ParseResult:
    return reading.end, (reading,)


def approximated(text: str, reading: ParsedFigure, more: str | None = None) -> ParseResult:
    """The reading with what the words around it say of how exact it is."""
    if more:
        return only(reading._replace(approximate="about" if more == "来" else "more"))
    before = text[max(0, reading.start - _BEFORE) : reading.start]
    last = before.rstrip()[-1:]
    hinted = last in patterns.BEFORE_ENDS or (last.isascii() and last.isalpha())
    if hinted and (match := patterns.BEFORE.search(before)) is not None:
        return only(reading._replace(approximate=match.lastgroup or ""))
    if (match := patterns.AFTER.match(text, reading.end)) is not None:
        return only(reading._replace(approximate=match.lastgroup or "", end=match.end()))
    return only(reading)


def english_unit(text: str, at: int) -> tuple[str, int]:
    """The unit that the next words name and where they end; empty when they are no known unit."""
    words = patterns.NEXT_WORDS.match(text, at)
    if words is None:
        return ("%", at + 2) if text.startswith(" %", at) else ("", at)
    for count in (3, 2, 1):
        if words[count] and (unit := ENGLISH_UNITS.get(text[words.start(1) : words.end(count)].lower())):
            return unit, words.end(count)
    return "", at


def and_a_half(text: str, at: int) -> tuple[Decimal, int]:
    """What "and a half" adds to a number before it, and where it ends."""
    match = patterns.AND_A_HALF_MORE.match(text, at)
    return (Decimal("0.5"), match.end()) if match else (Decimal(0), at)
