"""Exclusions: what a question leaves out of what it asks about (低保户以外的人, 除了放电影还办了几场)."""

from __future__ import annotations

import re
from typing import NamedTuple

from knowledge.language.question_words import BUT

_OUTSIDE = "(?:[以之]外|外(?![地来面出国]))"  # 除低保户外; what is outside of a place is in it
EXCLUSION = re.compile(
    rf"(?:{BUT}了(?P<besides>[^,。?!;]{{1,16}}?)(?:{_OUTSIDE}|(?=还(?!是)|,|另外|其[他余它]|别的))"
    rf"|{BUT}[去开]?(?P<but>[^,。?!;]{{1,12}}?){_OUTSIDE}"
    r"|(?P<what>[^,。?!;]{1,16}?)(?:[以之]外|除外))(?P<of>的)?"
)


class Exclusion(NamedTuple):
    """A place where a text excludes something.

    Attributes:
        start, end: where the words for what is excluded begin and end.
        goes_on: where the text goes on behind the exclusion.
        narrows: whether the text is about the remaining ones (低保户以外的人).
        added: whether it asks for something in addition instead (除了低保还给多少).
    """

    start: int
    end: int
    goes_on: int
    narrows: bool
    added: bool


def exclusions(text: str) -> tuple[Exclusion, ...]:
    """All exclusions of a text."""
    matches = EXCLUSION.finditer(text) if "外" in text or "除了" in text else ()
    return tuple(map(_exclusion, matches))


def without_exclusions(text: str) -> str:
    """A text without what it excludes (榕荫街道以外的乡镇 is about 乡镇)."""
    for exclusion in reversed(exclusions(text)):
        text = text[: exclusion.start] + text[exclusion.goes_on :]
    return text


def _exclusion(match: re.Match[str]) -> Exclusion:
    start, end = match.span(next(name for name in ("besides", "but", "what") if match[name]))
    added = not match.group().endswith(("外", "外的"))
    return Exclusion(start=start, end=end, goes_on=match.end(), narrows=bool(match["of"]), added=added)
