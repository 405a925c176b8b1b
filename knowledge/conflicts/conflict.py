"""Conflicts: single things that speak against an entry as the answer to a question."""

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
    """One thing that speaks against an entry, with the word of the question that gives it.

    Whether there is any is weighed by the trees, as one measure among others: the entry may answer all the
    same. A `firm` one also keeps it from the options: where it seems to tell something else than is asked
    (facet, attribute), unless the trees hold it as likely as the band `contradicted`; where it is of another
    place, group or thing, in any case. Only one that `bars` decides alone: the entry has no chance.
    """

    kind: Kind
    word: str
    firm: bool = False
    bars: bool = False
