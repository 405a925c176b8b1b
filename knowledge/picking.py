"""Options picked by typing: 2, 二, 第二个, 都不是."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.answer import Option
from knowledge.normalise import normalise
from knowledge.numerals import small_whole

_PICK = re.compile(r"(?:我?(?:要|选|选择))?第?(\d{1,2}|[零一两二三四五六七八九十])(?:个|条|项)?[。.、,)]?")
_NONE = re.compile(r"(?:都|全)?不是|none of (?:these|them)")


def _number(text: str) -> int | None:
    """The number a typed text consists of, as people pick with it."""
    found = _PICK.fullmatch("".join(normalise(text).split()))
    if not found:
        return None
    return small_whole(found[1])


def is_number(text: str) -> bool:
    """Whether a typed text is nothing but a number, as if to pick an option."""
    return _number(text) is not None


def picked(text: str, options: Sequence[Option]) -> Option | int | None:
    """The option that 2, 二 or 第二个 picks; 0 for 都不是, -1 for a number out of range, else None."""
    if _NONE.fullmatch(normalise(text).rstrip("。.! ")):
        return 0
    number = _number(text)
    if number is None or not options:
        return None
    if number == 0:
        return 0
    return options[number - 1] if number <= len(options) else -1
