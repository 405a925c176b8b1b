"""A parsed figure, its approximation by the words around it, and the type of parsers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from knowledge.figures import patterns
from knowledge.figures.units import ENGLISH_UNITS

_BEFORE = 24  # characters looked at for "more than" and the like


class ParsedFigure(NamedTuple):
    """A figure as parsed.

    Attributes:
        start: where it begins in the text.
        end: where it ends.
        value: in its unit.
        unit: the canonical unit; empty if there is none.
        approximate: a value of `Approximation`.
        lone: whether it is a mere 一 or 亿元, which only evidence needs (一个 is an article).
        scale: the factor of the magnitude written: 10,000 for 3万; a range may share it (2至3万).
    """

    start: int
    end: int
    value: Decimal
    unit: str = ""
    approximate: str = ""
    lone: bool = False
    scale: int = 1


# Where to go on, and the figures found.
ParseResult = tuple[int, tuple[ParsedFigure, ...]]
# Parses what begins at a position of a text; None if it does not apply.
FigureParser = Callable[[str, int], ParseResult | None]


def only(parsed: ParsedFigure) -> ParseResult:
    """The result of a parser that found one figure."""
    return parsed.end, (parsed,)


def approximated(text: str, parsed: ParsedFigure, more: str | None = None) -> ParseResult:
    """The result of a parser that found one figure, with the approximation that the words around it state.

    Args:
        text: the text.
        parsed: the figure.
        more: the word for "more" or "about" that the figure itself holds (多, 余, 来), if any.
    """
    if more:
        return only(parsed._replace(approximate="about" if more == "来" else "more"))
    before = text[max(0, parsed.start - _BEFORE) : parsed.start]
    last = before.rstrip()[-1:]
    hinted = last in patterns.BEFORE_ENDS or (last.isascii() and last.isalpha())
    if hinted and (match := patterns.BEFORE.search(before)) is not None:
        return only(parsed._replace(approximate=match.lastgroup or ""))
    if (match := patterns.AFTER.match(text, parsed.end)) is not None:
        return only(parsed._replace(approximate=match.lastgroup or "", end=match.end()))
    return only(parsed)


def english_unit(text: str, at: int) -> tuple[str, int]:
    """The unit named by the next words, and where they end; an empty unit if they do not name one."""
    words = patterns.NEXT_WORDS.match(text, at)
    if words is None:
        return ("%", at + 2) if text.startswith(" %", at) else ("", at)
    for count in (3, 2, 1):
        if words[count] and (unit := ENGLISH_UNITS.get(text[words.start(1) : words.end(count)].lower())):
            return unit, words.end(count)
    return "", at


def and_a_half(text: str, at: int) -> tuple[Decimal, int]:
    """The value of "and a half" after a number (0.5 or 0), and where it ends."""
    match = patterns.AND_A_HALF_MORE.match(text, at)
    return (Decimal("0.5"), match.end()) if match else (Decimal(0), at)
