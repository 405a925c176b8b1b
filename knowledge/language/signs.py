"""Signs of regular expressions: required literals, used as a prefilter.

Every text that a pattern matches contains at least one of its signs, which are single characters. Of many
patterns only the few that share a sign with a text need be searched for in it.

Signs are derived from the syntax tree of `re`, though that is not public: the hundred patterns of
`facets.yaml` and those of the rules would each need their signs written beside them, and a parser of our own
would be longer and could err. Python 3.11 to 3.14 have these modules; on one without them the import fails.
`tests/knowledge/language/test_signs.py` checks every pattern of the language against texts drawn from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from re import _constants as kinds  # type: ignore[attr-defined]  # how `re` itself reads a pattern;
from re import _parser as parser  # type: ignore[attr-defined]  # what is not known here has no signs
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Signs = frozenset[str]
NO_SIGNS = frozenset[str]()


class PatternPrefilter(Generic[Item]):
    """Items with the signs of their patterns; selects those whose pattern may match a text.

    Attributes:
        held: all items, in the order given.
    """

    def __init__(self, items: Iterable[tuple[Signs, Item]]) -> None:
        self.held: list[Item] = []
        self._by_sign: dict[str, list[int]] = {}
        self._unsigned: list[int] = []
        for number, (signs, item) in enumerate(items):
            self.held.append(item)
            for sign in signs:
                self._by_sign.setdefault(sign, []).append(number)
            if not signs:
                self._unsigned.append(number)
        self._signs = frozenset(self._by_sign)

    def passed(self, text: str) -> list[Item]:
        """The items with a sign in the text, and those without signs, in the order given."""
        signed = {number for sign in self._signs.intersection(text) for number in self._by_sign[sign]}
        return [self.held[number] for number in sorted(signed.union(self._unsigned))]


def signs_of(*patterns: re.Pattern[str]) -> Signs:
    """Characters of which every text contains at least one that any of these patterns matches.

    Empty where a pattern requires none, or ignores case.
    """
    return _of_any(
        parser.parse(pattern.pattern, pattern.flags) if not pattern.flags & re.IGNORECASE else ()
        for pattern in patterns
    )


def signs_in(pattern: str) -> Signs:
    """The signs of a pattern that is not compiled yet and has no flags."""
    return _of_row(parser.parse(pattern))


def _of_row(parts: Iterable[tuple[Any, Any]]) -> Signs:
    """The signs of a sequence: those of the part that has the fewest."""
    signs = (_OF_PART.get(kind, _unknown)(value) for kind, value in parts)
    return min(filter(None, signs), key=len, default=NO_SIGNS)


def _of_any(rows: Iterable[Any]) -> Signs:
    """The signs of alternatives: all of theirs; none if one of them has none."""
    signs = [_of_row(row) for row in rows]
    return NO_SIGNS.union(*signs) if all(signs) else NO_SIGNS


def _of_set(members: Iterable[tuple[Any, Any]]) -> Signs:
    """The characters of a character set; none if it has ranges or classes."""
    listed = [chr(value) if kind is kinds.LITERAL else "" for kind, value in members]
    return frozenset(listed) if all(listed) else NO_SIGNS


def _unknown(_value: object) -> Signs:
    """No signs: a part that requires no character of its own (a negated set or assertion, the end)."""
    return NO_SIGNS


def _grouped(group: tuple[int | None, int, int, Any]) -> Signs:
    _, flags, _, row = group
    return NO_SIGNS if flags & re.IGNORECASE else _of_row(row)


def _repeated(repeat: tuple[int, int, Any]) -> Signs:
    least, _, row = repeat
    return _of_row(row) if least else NO_SIGNS


_OF_PART: dict[Any, Callable[[Any], Signs]] = {
    kinds.LITERAL: lambda code: frozenset(chr(code)),
    kinds.IN: _of_set,
    kinds.BRANCH: lambda branch: _of_any(branch[1]),
    kinds.SUBPATTERN: _grouped,
    kinds.ASSERT: lambda assertion: _of_row(assertion[1]),
    kinds.MAX_REPEAT: _repeated,
    kinds.MIN_REPEAT: _repeated,
}
