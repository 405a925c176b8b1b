"""Quotes that nobody closed: they run on over the lines below, and the parser complains far away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BEGINNING = re.compile(
    r"\s*(?:-\s+)*(?:[^\s'\"{\[#:][^:]*:\s+)?(?=['\"\[{])"
)  # of a value that may be quoted
_OPENED = re.compile(r"(?:^|(?<=[\s:,\[{]))(?P<quote>['\"])|(?P<comment>\s#)")
_CLOSED = {"'": re.compile(r"(?:[^']|'')*'(?!')"), '"': re.compile(r'(?:[^"\\]|\\.)*"')}
_OF_ITS_OWN = re.compile(r"\s*(?:-\s|[A-Za-z_]+:(?:\s|$))")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Where a quote opens and where it closes, counted from 0; `last` is past the end where nothing does."""

    line: int
    column: int
    last: int


def unclosed(lines: Sequence[str], until: int) -> tuple[int, int] | None:
    """The line and column, from 0, of the first quote that swallows whole items or keys below it."""
    for quoted in _running_on(lines[: until + 1]):
        if any(_OF_ITS_OWN.match(line) for line in lines[quoted.line + 1 : quoted.last + 1]):
            return quoted.line, quoted.column
    return None


def _running_on(lines: Sequence[str]) -> Iterator[_Quoted]:
    """The quotes that do not close on the line they open on."""
    number, column = 0, 0
    while number < len(lines):
        opened = _opened(lines[number], column)
        if opened is None:
            number, column = number + 1, 0
            continue
        closing = _CLOSED[opened["quote"]]
        start, first, column = number, opened.end() - 1, opened.end()
        while number < len(lines) and (closed := closing.match(lines[number], column)) is None:
            number, column = number + 1, 0
        if number > start:
            yield _Quoted(start, first, number)
        if number < len(lines) and closed is not None:
            column = closed.end()


def _opened(line: str, column: int) -> re.Match[str] | None:
    """The next quote that opens at or behind a column; one within plain words opens nothing."""
    beginning = _BEGINNING.match(line)
    if not column and beginning is None:
        return None
    found = _OPENED.search(line, column or (beginning.end() if beginning else 0))
    return None if found is None or found["comment"] else found
