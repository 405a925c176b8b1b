"""Entries: what the knowledge base can answer, each with the citations that prove it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

UNLIMITED = "不限"  # as the value of a qualifier: the entry holds for every value of that group


class Facet(StrEnum):
    """What an entry tells about its subject, or what a question asks of it; the list is closed."""

    AMOUNT = "amount"
    FEE = "fee"
    RATE = "rate"
    COUNT = "count"
    LENGTH = "length"
    AREA = "area"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    FREQUENCY = "frequency"
    PLACE = "place"
    PERSON = "person"
    NAMES = "names"
    CONTENT = "content"
    HOW = "how"
    STATUS = "status"
    REASON = "reason"
    CONTACT = "contact"
    MATERIALS = "materials"
    ELIGIBILITY = "eligibility"
    CHANGE = "change"


CHANGES = frozenset({Facet.RATE, Facet.CHANGE})  # how far something rose or fell
SIZES = frozenset({Facet.LENGTH, Facet.AREA})  # how long or large it is


@dataclass(frozen=True, kw_only=True, slots=True)
class FilePosition:
    """Where something stands in the staff's files; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """A source, the paragraph (or the row and column of a table) and the phrase that carries the figure."""

    source: str
    evidence: str
    paragraph: int | None = None
    row: str | None = None
    column: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Translation:
    """An entry's question and answer in another language."""

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One answerable thing of the knowledge base, as staff wrote it.

    `qualifiers` maps a group of the lexicon to the value the entry is limited to, or to `UNLIMITED`, whatever
    its question says; dates are days in the town's time zone, both ends included, `None` meaning open.
    """

    id: str
    topic: str
    question: str
    answer: str
    citations: tuple[Citation, ...]
    place: FilePosition
    phrasings: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    qualifiers: dict[str, str] = field(default_factory=dict)
    not_for: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    valid_from: date | None = None
    expires_on: date | None = None
    review_by: date | None = None
    translations: dict[str, Translation] = field(default_factory=dict)

    @property
    def evidences(self) -> tuple[str, ...]:
        """The evidence of each of its citations."""
        return tuple(citation.evidence for citation in self.citations)

    def question_in(self, language: str) -> str:
        """Its question in a language, Chinese where it has no other."""
        translation = self.translations.get(language)
        return translation.question if translation else self.question

    def in_force(self, day: date) -> bool:
        """Whether it may be stated on a day."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.expires_on is None or day <= self.expires_on)
