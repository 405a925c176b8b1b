"""Conflicts: single reasons why an entry does not answer a question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What stands between the question and the entry."""

    FACET = "facet"
    COUNTER = "counter"
    COUNTED = "counted"
    ATTRIBUTE = "attribute"
    EVENT = "event"
    QUALIFIER = "qualifier"
    NARROWING = "narrowing"
    NUMBERED = "numbered"
    NAME = "name"
    MODIFIER = "modifier"
    PART = "part"
    TURN = "turn"
    DATE = "date"
    YEAR = "year"
    COUNTER_EXAMPLE = "counter_example"
    SUBJECT = "subject"


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """One reason, with the word of the question that gives it.

    A `firm` one leaves no doubt: the entry tells something else, and is not what may have been meant.
    """

    kind: Kind
    word: str
    firm: bool = False
