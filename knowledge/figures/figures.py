"""Extracts figures from text by value, unit and approximation, and finds those that no evidence proves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from knowledge.figures import patterns
from knowledge.figures.numerals import LONGEST_NUMBER
from knowledge.figures.occurrences import occurrences
from knowledge.figures.parsed import ParsedFigure
from knowledge.figures.parsers import parse_at
from knowledge.figures.shares import in_percent, shares
from knowledge.figures.units import AGE, agree
from knowledge.figures.weekdays import UNIT, weekdays

_BOUND = 12  # characters before a figure in which a word that bounds it stands


class Approximation(StrEnum):
    """How exact a figure is stated to be; `EXACT` is falsy."""

    EXACT = ""
    MORE = "more"
    ABOUT = "about"
    LESS = "less"
    SOME = "some"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A quantity stated in a text.

    Attributes:
        start: where it begins in the text.
        end: where it ends.
        value: in its unit.
        unit: canonical (`units.CANONICAL`); empty agrees with any unit, 次/倍 with either.
        approximate: how exact it is stated to be.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: Approximation

    def is_as_much_as(self, other: Figure) -> bool:
        """Whether value and unit agree, regardless of the approximation."""
        return self.value == other.value and agree(self.unit, other.unit)


def figures(text: str, names: Iterable[str] = ()) -> tuple[Figure, ...]:
    """The figures of a text, except those within an occurrence of one of the names (五道口)."""
    return tuple(_figure(parsed) for parsed in _parsed_figures(text, names) if not parsed.lone)


def traced(text: str, names: Iterable[str] = ()) -> tuple[Figure, ...]:
    """What evidence must carry of a text: figures, shares in words, weekdays and codes (PM2.5, G112)."""
    return (*figures(text, names), *_shares(text, names), *_days(text), *_codes(text))


def uncarried(text: str, evidences: Iterable[str], names: Iterable[str] = ()) -> tuple[Figure, ...]:
    """What of a text must be carried, and none of the evidences carries."""
    stated = traced(text, names)
    if not stated:
        return ()
    carried = [figure for evidence in evidences for figure in bare_ones_too(evidence)]
    return tuple(figure for figure in stated if not any(carries(other, figure) for other in carried))


def stands_whole(phrase: str, text: str, at: int) -> bool:
    """Whether an occurrence of a phrase does not cut a figure of the text: 8.8亿元 is not in 18.8亿元."""
    around = _whole(text)
    inside = {(f.start, f.value, f.approximate) for f in around if at <= f.start < at + len(phrase)}
    own = {(f.start + at, f.value, f.approximate) for f in _told(phrase)}
    return own == inside and not any(f.start < at < f.end for f in around)


@lru_cache(maxsize=64)
def _whole(text: str) -> tuple[Figure, ...]:
    """The same of a text in which many phrases are looked for."""
    return _told(text)


def _told(text: str) -> tuple[Figure, ...]:
    """The figures and the shares in words of a text."""
    return (*figures(text), *_shares(text))


def numbered_names(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that would be misread as figures (五道口); names written in digits stay figures."""
    return tuple(name for name in names if not _in_digits(name) and figures(name))


def _in_digits(name: str) -> bool:
    return any(character in "0123456789" for character in name.translate(patterns.FOLD))


@lru_cache(maxsize=1024)
def bare_ones_too(text: str) -> tuple[Figure, ...]:
    """What an evidence can carry: more than must be carried of a text, a lone 一 and a bare 亿元."""
    stated = tuple(map(_figure, _parsed_figures(text, ())))
    return (*stated, *_reached(text, stated), *_shares(text), *_days(text), *_codes(text))


def _reached(text: str, stated: Iterable[Figure]) -> Iterator[Figure]:
    """The ages that somebody must have reached (年满65周岁), as 65 or over."""
    for figure in stated:
        before = text[: figure.start]
        if figure.unit == AGE and before.endswith("满") and not before.endswith(("不满", "未满")):
            yield replace(figure, approximate=Approximation.MORE)


def _shares(text: str, names: Iterable[str] = ()) -> Iterator[Figure]:
    """The shares in words of a text, except those within an occurrence of one of the names."""
    for parsed in shares(text):
        held = (
            at <= parsed.start < at + len(name) for name in names if name for at in occurrences(name, text)
        )
        if not any(held):
            yield _figure(parsed)


def _days(text: str) -> Iterator[Figure]:
    """The days of the week of a text, as figures."""
    for start, end, number in weekdays(text.translate(patterns.FOLD)):
        yield Figure(start=start, end=end, value=number, unit=UNIT, approximate=Approximation.EXACT)


def _codes(text: str) -> Iterator[Figure]:
    """Names that letters and a number make, which are no quantities: one agrees only with the same."""
    folded = text.translate(patterns.FOLD)
    for match in patterns.START.finditer(folded):
        if code := match["code"]:
            number = "".join(filter(str.isdigit, code))[:LONGEST_NUMBER]
            yield Figure(
                start=match.start("code"),
                end=match.end("code"),
                value=Decimal(number),
                unit=code.casefold(),
                approximate=Approximation.EXACT,
            )


def as_told(text: str, figure: Figure) -> str:
    """A figure as a text writes it, with the words that bound it: 超过60分钟, 60分钟以内."""
    folded = text.translate(patterns.FOLD)
    before = patterns.BEFORE.search(folded, max(0, figure.start - _BOUND), figure.start)
    behind = patterns.BEHIND.match(folded, figure.end)
    return text[before.start() if before else figure.start : behind.end() if behind else figure.end]


def carries(evidence: Figure, figure: Figure) -> bool:
    """Whether what an evidence says proves what a text says: as much of the same, and as exact."""
    alike = evidence.is_as_much_as(figure) or _are_one_share(evidence, figure)
    return alike and evidence.approximate == figure.approximate


def _are_one_share(evidence: Figure, figure: Figure) -> bool:
    """Whether both are shares, and the same: 一半 and 50%, 五成 and 二分之一, 翻番 and 一倍."""
    share = in_percent(figure.value, figure.unit)
    return share is not None and share == in_percent(evidence.value, evidence.unit)


def _figure(parsed: ParsedFigure) -> Figure:
    return Figure(
        start=parsed.start,
        end=parsed.end,
        value=parsed.value,
        unit=parsed.unit,
        approximate=Approximation(parsed.approximate),
    )


def _parsed_figures(text: str, names: Iterable[str]) -> list[ParsedFigure]:
    folded = text.translate(patterns.FOLD)
    found = list(_scan(folded))
    if not found:
        return found
    alike = [name.translate(patterns.FOLD) for name in names if name]
    spans = [(at, at + len(name)) for name in alike for at in occurrences(name, folded)]
    kept = [figure for figure in found if not any(start <= figure.start < end for start, end in spans)]
    return _with_ranges(folded, kept)


def _scan(text: str) -> Iterator[ParsedFigure]:
    position = 0
    while (match := patterns.START.search(text, position)) is not None:
        if match.lastgroup == "skip":
            position = max(match.end(), position + 1)
            continue
        end, parsed = parse_at(text, match)
        yield from parsed
        position = max(end, match.end(), match.start() + 1)


def _with_ranges(text: str, found: list[ParsedFigure]) -> list[ParsedFigure]:
    """Gives the first figure of a range the unit and magnitude of the second: `1至8月`, `2至3万元`."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        between = patterns.RANGE.match(text, first.end)
        if first.unit or between is None or between.end() != second.start or first.value > second.value:
            continue  # 2026 to 15 March, ages 70 to 79 and 5 yuan
        scale = second.scale if first.scale == 1 else 1
        found[index] = first._replace(unit=second.unit, value=first.value * scale)
    return found
