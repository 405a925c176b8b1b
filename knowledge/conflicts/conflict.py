"""Conflicts: single things that speak against an entry as the answer to a question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


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


class Severity(IntEnum):
    """How much a conflict counts against an entry."""

    # One measure among others: the entry may still be the answer.
    WEIGHED = 0
    # Also keeps the entry from the options (`ranking/decision.py`): unless the trees find it likely (the
    # band `contradicted`) if it is about what is asked (facet, attribute); else in any case.
    FIRM = 1
    # Rules the entry out as the answer. The options are not affected: it may still be suggested while typing.
    BARRING = 2
    # Both barring and firm.
    EXCLUDING = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """One thing that speaks against an entry, with the word of the question that it was found by."""

    kind: Kind
    word: str
    severity: Severity = Severity.WEIGHED

    @property
    def firm(self) -> bool:
        """Whether it keeps the entry from the options."""
        return self.severity in (Severity.FIRM, Severity.EXCLUDING)

    @property
    def bars(self) -> bool:
        """Whether it rules the entry out as the answer."""
        return self.severity >= Severity.BARRING
