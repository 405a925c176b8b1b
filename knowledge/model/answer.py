"""Answers: what goes back to the citizen, with its status, its citations and the reasons for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.model.entry import Citation


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    UNKNOWN = "unknown"
    CANNED = "canned"


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """An entry that may be meant, or that the source tells nearby."""

    entry: str
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """One line of the explanation: at which step, about which entry, what was found and its value."""

    step: str
    entry: str
    what: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What goes back: `text` is the staff's words with the fixed sentences around them.

    `confidence` is the probability that the answer is right (1 for canned and for staff's own words, 0 for
    unknown); of options, that the first of them is what was meant. `notes` are the date notes of the
    sources, `language` is "zh" or "en". `reasons` works out the explanation, which few ask for.
    """

    status: Status
    text: str
    language: str = "zh"
    citations: tuple[Citation, ...] = ()
    entries: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    unanswered_parts: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    confidence: float = 0.0
    reasons: Callable[[], tuple[Reason, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def why(self) -> tuple[Reason, ...]:
        """The explanation."""
        return self.reasons()
