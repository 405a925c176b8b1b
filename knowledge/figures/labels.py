"""Labels: the words of a clause that tell what a figure of it is of (居民每吨31元 is of 居民每吨)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from knowledge.figures.figures import Figure
from knowledge.figures.patterns import FOLD

SLOT = "□"  # where the figure stands
_BORDER = re.compile(r"[，。；！？、：,;!?:\n（）()]|\.(?=\s|$)")


class Label(NamedTuple):
    """What tells what a figure is of.

    Attributes:
        before: the words between the figure of its kind before it, or the clause's start, and itself.
        behind: those up to the next figure; none where another of its kind follows in the clause.
            The ends of a span (50元以上200元以下) have the words around the whole of it.
        clause: where the clause stands in the text.
    """

    figure: Figure
    before: str
    behind: str
    clause: slice

    @property
    def text(self) -> str:
        """The words, with a slot for the figure."""
        return f"{self.before}{SLOT}{self.behind}"


def labels(text: str, figures: Sequence[Figure]) -> tuple[Label, ...]:
    """The label of each of the figures of a text, clause by clause."""
    folded = text.translate(FOLD)
    return tuple(
        _label(folded, clause, figure, within)
        for clause in clauses(folded, figures)
        for within in [[figure for figure in figures if clause.start <= figure.start < clause.stop]]
        for figure in within
    )


def clauses(text: str, figures: Sequence[Figure]) -> Iterator[slice]:
    """Where the clauses of a text stand; a sign within a figure parts none (9:00, 12,000)."""
    inside = {at for figure in figures for at in range(figure.start, figure.end)}
    borders = [found.span() for found in _BORDER.finditer(text) if found.start() not in inside]
    for (_, start), (end, _) in pairwise([(0, 0), *borders, (len(text), len(text))]):
        yield slice(start, end)


def _label(text: str, clause: slice, figure: Figure, within: Sequence[Figure]) -> Label:
    others = [other for other in within if other is not figure]
    alike = [other for other in others if other.unit == figure.unit]
    first = next((other for other in alike if other.end == figure.start), figure)
    last = next((other for other in alike if other.start == figure.end), figure)
    start = max((other.end for other in alike if other.end <= first.start), default=clause.start)
    end = min((other.start for other in others if other.start >= last.end), default=clause.stop)
    if any(other.start >= last.end for other in alike):
        end = last.end
    before, behind = text[start : first.start], text[last.end : end]
    return Label(figure=figure, before=before, behind=behind, clause=clause)


def apart(one: str, other: str) -> tuple[str, str]:
    """What is left of the texts of two labels without the beginning and the end that they share.

    A single character that differs takes its neighbour along: 一级 and 二级, and not 一 and 二.
    """
    start = _shared(one, other)
    end = min(_shared(one[::-1], other[::-1]), min(len(one), len(other)) - start)
    if min(len(one), len(other)) - start - end <= 1:
        if end and one[-end] != SLOT:
            end -= 1
        elif start:
            start -= 1
    return one[start : len(one) - end].replace(SLOT, ""), other[start : len(other) - end].replace(SLOT, "")


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    differing = (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1])
    return next(differing, min(len(one), len(other)))
