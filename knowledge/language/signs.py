"""Signs of regular expressions: required literals, used as a prefilter.

Every text that a pattern matches contains at least one of its signs, which are characters or pairs of
neighbours (医保); of all that would do, those are taken that few questions contain. Of many patterns only the
few that share a sign with a text need be searched for in it.

Signs are derived from the syntax tree of `re`, though that is not public: the hundred patterns of
`facets.yaml` and those of the rules would each need their signs written beside them, and a parser of our own
would be longer and could err. Python 3.11 to 3.14 have these modules; on one without them the import fails.
`tests/knowledge/language/test_signs.py` checks every pattern of the language against texts drawn from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain, pairwise
from operator import add
from re import _constants as kinds  # type: ignore[attr-defined]  # how `re` itself reads a pattern;
from re import _parser as parser  # type: ignore[attr-defined]  # what is not known here has no signs
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Signs = frozenset[str]
NO_SIGNS = frozenset[str]()

_MOST_RECENT = 64  # texts
# How many questions contain a sign, as a proportion: any pair, any character, one of the commonest.
_PAIR, _CHARACTER, _COMMON = 1, 15, 300
_COMMONEST = frozenset((*"多少几的了个一是", "多少"))  # each in every fifth question or more
_MOST_PAIRS = 64  # of two sets of characters; more are no better than the characters alone


@lru_cache(_MOST_RECENT)
def signs_in(text: str) -> Signs:
    """All that may be a sign in a text: its characters, and its pairs of neighbours.

    Cached, since the same question is searched for cues, for turns of phrase and for what rules look for.
    """
    return frozenset(chain(text, map(add, text, text[1:])))


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
        found = self._signs & signs_in(text)
        signed = {number for sign in found for number in self._by_sign[sign]}
        return [self.held[number] for number in sorted(signed.union(self._unsigned))]


def signs_of(*patterns: re.Pattern[str]) -> Signs:
    """The signs of these patterns: every text that any of them matches contains at least one.

    Empty where a pattern requires no character, or ignores case.
    """
    return _of_any(
        parser.parse(pattern.pattern, pattern.flags) if not pattern.flags & re.IGNORECASE else ()
        for pattern in patterns
    )


def signs_of_source(pattern: str) -> Signs:
    """The signs of a pattern that is not compiled yet and has no flags."""
    return _of_row(parser.parse(pattern))


def _of_row(parts: Iterable[tuple[Any, Any]]) -> Signs:
    """The signs of a sequence: those of the part, or of two neighbours, that the fewest questions contain."""
    row = tuple(parts)
    single = (_OF_PART.get(kind, _unknown)(value) for kind, value in row)
    pairs = (_paired(first, second) for first, second in pairwise(map(_characters, row)))
    return min(filter(None, chain(pairs, single)), key=_commonness, default=NO_SIGNS)


def _commonness(signs: Signs) -> int:
    """How many questions contain one of these signs, as a proportion."""
    return sum(_COMMON if sign in _COMMONEST else _PAIR if len(sign) > 1 else _CHARACTER for sign in signs)


def _characters(part: tuple[Any, Any]) -> Signs:
    """The characters of which a part is exactly one; none for any other part."""
    kind, value = part
    return _OF_PART[kind](value) if kind in _ONE_CHARACTER else NO_SIGNS


def _paired(first: Signs, second: Signs) -> Signs:
    """Every pair of these characters; none if there are too many, or one side has none."""
    if len(first) * len(second) > _MOST_PAIRS:
        return NO_SIGNS
    return frozenset(one + other for one in first for other in second)


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
_ONE_CHARACTER = frozenset({kinds.LITERAL, kinds.IN})
