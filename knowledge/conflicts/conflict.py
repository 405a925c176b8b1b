"""Conflicts: single reasons why an entry does not answer a question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What stands between the question and the entry.

    Beside each: what `anda eval --ablate` counted without it over 1,778 questions; one answer more was wrong.
    """

    FACET = "facet"  # right +0, false +17
    COUNTER = "counter"  # right +3, false +5
    COUNTED = "counted"  # right +2, false +3
    ATTRIBUTE = "attribute"  # right +0, false +4
    EVENT = "event"  # right +5, false +5
    QUALIFIER = "qualifier"  # right +0, false +11
    NARROWING = "narrowing"  # right +0, false +2
    NUMBERED = "numbered"  # right +0, false +2
    NAME = "name"  # right +0, false +1
    MODIFIER = "modifier"  # right +0, false +1
    PART = "part"  # right +0, false +2
    TURN = "turn"  # right +2, false +20
    DATE = "date"  # right +0, false +3
    YEAR = "year"  # not among those questions
    PERIOD = "period"  # not among those questions
    COUNTER_EXAMPLE = "counter_example"  # not among those questions
    SUBJECT = "subject"  # right +1, false +4


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
