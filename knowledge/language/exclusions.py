"""Exclusions: what a question says that it is not about (电影以外的活动, 除低保户外的人)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.language.interpret import Query
from knowledge.language.vocabulary import Mention

_BUT = r"(?<![拆清解消废开排免剔切扣])除(?![法以夕夜尘草湿])"
_EXCLUDED = re.compile(
    rf"(?:{_BUT}(?:了|去|开)?)?(?P<what>[^,。?!;]{{1,16}}?)(?:[以之]外|除外)|{_BUT}(?!了)(?P<but>[^,。?!;]{{1,12}}?)外(?![地来面出国])"
)
_JOINS = ("、", "和", "与", "跟", "及")


def excluded(query: Query) -> tuple[Mention, ...]:
    """The names of what a question leaves out."""
    found = _EXCLUDED.finditer(query.text) if "外" in query.text else ()
    return tuple(dict.fromkeys(m for match in found for m in _names(query, match)))


def _names(query: Query, match: re.Match[str]) -> Iterator[Mention]:
    """The names that end right before what leaves them out, and those joined to them."""
    start, end = match.span("what" if match["what"] else "but")
    while held := [m for m in query.mentions if m.end == end and m.start >= start]:
        yield from held
        end = min(m.start for m in held)
        if not query.text.endswith(_JOINS, start, end):
            return
        end -= 1
