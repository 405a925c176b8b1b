"""Signs of a pattern: characters one of which is in every text that it is found in.

Of many patterns only the few of which a text holds a sign need be looked for in it.

They are worked out from how `re` itself reads a pattern, though that is not public: the hundred patterns of
`facets.yaml`, which staff of the language change, and those of the rules would each need their signs written
beside them, and a reader of patterns of our own would be longer and could err. Python 3.11 to 3.14 have these
modules; one that has not fails on import, and `tests/knowledge/language/test_signs.py` holds every pattern of
the language against texts drawn from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from re import _constants as kinds  # type: ignore[attr-defined]  # how `re` itself reads a pattern;
from re import _parser as parser  # type: ignore[attr-defined]  # what is not known here has no signs
from typing import Any, Generic, TypeVar

Held = TypeVar("Held")
Signs = frozenset[str]
NO_SIGNS = frozenset[str]()


class PatternPrefilter(Generic[Held]):
    """Holds what goes by patterns; a text lets through what it has a sign of, and what has no signs."""

    def __init__(self, held: Iterable[tuple[Signs, Held]]) -> None:
        self.held: list[Held] = []
        self._by_sign: dict[str, list[int]] = {}
        self._without: list[int] = []
        for number, (signs, one) in enumerate(held):
            self.held.append(one)
            for sign in signs:
                self._by_sign.setdefault(sign, []).append(number)
            if not signs:
                self._without.append(number)
        self._signs = frozenset(self._by_sign)

    def passed(self, text: str) -> list[Held]:
        """What may be found in a text, in the order in which it is held."""
        met = {number for sign in self._signs.intersection(text) for number in self._by_sign[sign]}
        return [self.held[number] for number in sorted(met.union(self._without))]


def signs_of(*patterns: re.Pattern[str]) -> Signs:
    """Characters of which one is in every text that one of these patterns is found in.

    None where one of them may be found in a text without any character of its own.
    """
    return _of_any(
        parser.parse(pattern.pattern, pattern.flags) if not pattern.flags & re.IGNORECASE else ()
        for pattern in patterns
    )


def _of_row(parts: Iterable[tuple[Any, Any]]) -> Signs:
    """The signs of a pattern of parts one behind the other: the fewest that one of them has."""
    found = (_OF_PART.get(kind, _unknown)(held) for kind, held in parts)
    return min(filter(None, found), key=len, default=NO_SIGNS)


def _of_any(rows: Iterable[Any]) -> Signs:
    """The signs of a pattern that is one of several."""
    found = [_of_row(row) for row in rows]
    return NO_SIGNS.union(*found) if all(found) else NO_SIGNS


def _of_set(members: Iterable[tuple[Any, Any]]) -> Signs:
    """The characters of a set that lists all of them."""
    listed = [chr(held) if kind is kinds.LITERAL else "" for kind, held in members]
    return frozenset(listed) if all(listed) else NO_SIGNS


def _unknown(_held: object) -> Signs:
    """What says of no character that it is there: any but these, not behind this, the end."""
    return NO_SIGNS


def _grouped(held: tuple[int | None, int, int, Any]) -> Signs:
    _, flags, _, row = held
    return NO_SIGNS if flags & re.IGNORECASE else _of_row(row)


def _repeated(held: tuple[int, int, Any]) -> Signs:
    least, _, row = held
    return _of_row(row) if least else NO_SIGNS


_OF_PART: dict[Any, Callable[[Any], Signs]] = {
    kinds.LITERAL: lambda code: frozenset(chr(code)),
    kinds.IN: _of_set,
    kinds.BRANCH: lambda held: _of_any(held[1]),
    kinds.SUBPATTERN: _grouped,
    kinds.ASSERT: lambda held: _of_row(held[1]),
    kinds.MAX_REPEAT: _repeated,
    kinds.MIN_REPEAT: _repeated,
}
