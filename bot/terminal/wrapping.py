"""Where lines end in a terminal: no line begins with a mark that closes, none ends with one that opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len

_OPENING = "（《“‘【〔〈"
_CLOSING = "，。、；：？！）》”’】〕〉…—％℃"
# What stays together: a run of Latin, or a sign, with the marks around it.
_UNIT = re.compile(rf"[{_OPENING}]*(?:[!-~]+|.)[{_CLOSING}]*", re.DOTALL)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text in so many columns, without the blanks that would stand at their ends."""
    return [
        line[begin:end].strip(" ")
        for line in text.split("\n")
        for begin, end in pairwise([0, *line_ends(line, width), len(line)])
    ]


def line_ends(line: str, width: int) -> list[int]:
    """The places at which a line is broken so that it fits into so many columns."""
    ends: list[int] = []
    used = 0
    for unit, place in _units(line, width):
        needed = cell_len(unit)
        if used and not unit.isspace() and used + needed > width:  # a blank at the end needs no room
            ends.append(place)
            used = 0
        used += needed
    return ends


def _units(line: str, width: int) -> Iterator[tuple[str, int]]:
    """The units of a line and where each begins; those that no line can hold, sign by sign."""
    for unit in _UNIT.finditer(line):
        if cell_len(unit[0]) <= width:
            yield unit[0], unit.start()
        else:
            yield from ((sign, unit.start() + place) for place, sign in enumerate(unit[0]))
