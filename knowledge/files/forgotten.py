"""Colons and dashes that somebody forgot, seen in the lines where the parser stumbled, or did not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.files.faults import Fault, fault
from knowledge.model.entry import FilePosition

OTHER_DASHES = "-－—–−•·"  # what stands where a dash and a space belong
_WORD = re.compile(r"\s*(?:- +)?(?P<key>[A-Za-z_]+)(?![A-Za-z0-9_:：])(?P<rest>.*)")
_KEYED = re.compile(r"\s*(?:- +)?(?P<key>[A-Za-z_]+):(?:\s|$)")
_ITEM = re.compile(r"\s*(?P<dash>-)\s")
_TEXT = re.compile(r"\s*[^\s#-]")
_CONTENT = re.compile(r"\s*[^\s#]")


def forgotten(lines: Sequence[str], number: int, file: str) -> Fault | None:
    """A colon behind a key or a dash before an item that a line, counted from 0, lacks."""
    if not 0 <= number < len(lines):
        return None
    return _colon(lines, number, file) or _dash(lines, number, file)


def held_before(lines: Sequence[str], number: int) -> int:
    """The last line before one that holds something; -1 where there is none."""
    return next(_held(lines, range(number - 1, -1, -1)), -1)


def joined(lines: Sequence[str], first: int, column: int, last: int, file: str) -> Iterator[Fault]:
    """Items of a list that became one text with those above them, as they have no dash of their own.

    The text stands without quotes on the lines from `first` to `last`, counted from 0.
    """
    below = list(_held(lines, range(first + 1, last + 1)))
    start = lines[first][:column].strip()
    if start == "-":
        yield from (_at("no_dash", lines[number], number, file) for number in below)
    elif any(_ITEM.match(lines[number]) for number in below):
        place, mark = FilePosition(file=file, line=first + 1, column=column + 1), lines[first][column]
        code = "dash_in_text" if start else "want_dash" if mark in OTHER_DASHES else "no_dash"
        yield fault(code, place, mark=mark)


def _at(code: str, line: str, number: int, file: str) -> Fault:
    """The fault of a line, where its words begin."""
    return fault(code, FilePosition(file=file, line=number + 1, column=len(line) - len(line.lstrip()) + 1))


def _held(lines: Sequence[str], numbers: range) -> Iterator[int]:
    return (number for number in numbers if number < len(lines) and _CONTENT.match(lines[number]))


def _colon(lines: Sequence[str], number: int, file: str) -> Fault | None:
    word = _WORD.match(lines[number])
    if word is None or not (_beside_a_key(lines, number, word.start("key")) or _opens(lines, number, word)):
        return None
    place = FilePosition(file=file, line=number + 1, column=word.end("key") + 1)
    return fault("no_colon", place, key=word["key"])


def _beside_a_key(lines: Sequence[str], number: int, column: int) -> bool:
    """Whether the nearest line above or below that is not further to the right has a key in that column."""
    for numbers in (range(number - 1, -1, -1), range(number + 1, len(lines))):
        for other in _held(lines, numbers):
            keyed = _KEYED.match(lines[other])
            if keyed is not None and keyed.start("key") == column:
                return True
            if len(lines[other]) - len(lines[other].lstrip()) <= column:
                break
    return False


def _opens(lines: Sequence[str], number: int, word: re.Match[str]) -> bool:
    """Whether a word stands alone above keys or items that are further to the right."""
    below = next(_held(lines, range(number + 1, len(lines))), None)
    if word["rest"].strip() or below is None:
        return False
    found = _KEYED.match(lines[below]) or _ITEM.match(lines[below])
    return found is not None and found.start(found.lastgroup or 0) > word.start("key")


def _dash(lines: Sequence[str], number: int, file: str) -> Fault | None:
    """A text among the items of a list, or at their end."""
    if _TEXT.match(lines[number]) is None or _KEYED.match(lines[number]):
        return None
    beside = (held_before(lines, number), next(_held(lines, range(number + 1, len(lines))), -1))
    if any(_ITEM.match(lines[other]) for other in beside if other >= 0):
        return _at("no_dash", lines[number], number, file)
    return None
