"""Exclusions: what a question says that it is not about (电影以外的活动, 除低保户外的人)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.language.query import Query
from knowledge.language.vocabulary import Mention

_BUT = r"(?<![拆清解消废开排免剔切扣])除(?![法以夕夜尘草湿])"
_EXCLUDED = re.compile(
    rf"(?:{_BUT}了(?P<besides>[^,。?!;]{{1,16}}?)(?:[以之]?外|(?=还(?!是)|,|另外|其[他余它]|别的))"
    rf"|{_BUT}[去开]?(?P<but>[^,。?!;]{{1,12}}?)[以之]?外(?![地来面出国])"
    r"|(?P<what>[^,。?!;]{1,16}?)(?:[以之]外|除外))(?P<of>的)?"
)
_JOINS = ("、", "和", "与", "跟", "及")


class LeftOut(NamedTuple):
    """A name of what is left out; it `narrows` what is asked about if that is the rest (低保户以外的人).

    Of what is only `added` to (除了低保还给多少) there may be more.
    """

    mention: Mention
    narrows: bool
    added: bool


def left_out(query: Query) -> tuple[LeftOut, ...]:
    """All that a question leaves out."""
    text = query.text
    found = _EXCLUDED.finditer(text) if "外" in text or "除了" in text else ()
    return tuple(
        LeftOut(name, narrows=bool(match["of"]), added=not match.group().endswith(("外", "外的")))
        for match in found
        for name in _names(query, match)
    )


def _names(query: Query, match: re.Match[str]) -> Iterator[Mention]:
    """The names that end right before what leaves them out, and those joined to them."""
    group = next(name for name in ("besides", "but", "what") if match[name])
    start, end = match.span(group)
    while held := [m for m in query.mentions if m.end == end and m.start >= start]:
        yield from held
        end = min(m.start for m in held)
        if not query.text.endswith(_JOINS, start, end):
            return
        end -= 1
