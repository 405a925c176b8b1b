"""Conflicts: single reasons why an entry does not answer a question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What stands between the question and the entry.

    Beside each: what `anda eval --ablate` counted without it over 1,778 questions, none of them wrong more.
    """

    FACET = "facet"  # right +2, false +14
    COUNTER = "counter"  # right +3, false +3
    COUNTED = "counted"  # right +0, false +2
    ATTRIBUTE = "attribute"  # right +3, false +6
    EVENT = "event"  # right +3, false +7
    QUALIFIER = "qualifier"  # right +0, false +7
    NARROWING = "narrowing"  # right +0, false +1
    NUMBERED = "numbered"  # right +0, false +2
    NAME = "name"  # right +0, false +1
    MODIFIER = "modifier"  # right +0, false +1
    PART = "part"  # right +0, false +1
    TURN = "turn"  # right +2, false +16
    DATE = "date"  # right +0, false +1
    YEAR = "year"  # not among those questions
    PERIOD = "period"  # not among those questions
    COUNTER_EXAMPLE = "counter_example"  # right +0, false +0
    SUBJECT = "subject"  # right +0, false +4


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """One reason, with the word of the question that gives it.

    A `firm` one leaves no doubt: the entry tells something else, and is not what may have been meant. One
    that `bars` leaves it no chance to be the answer, whatever else speaks for it.
    """

    kind: Kind
    word: str
    firm: bool = False
    bars: bool = False
