"""Answers as JSON: the contract that graders and other programs read."""

from __future__ import annotations

from typing import TypedDict

from knowledge.model.answer import Answer
from knowledge.model.entry import Citation


class CitationRecord(TypedDict, total=False):
    """A citation; `row` and `column` stand only where the source is a table."""

    source: str
    paragraph: int | None
    evidence: str
    row: str
    column: str


class OptionRecord(TypedDict):
    """An entry that may be meant."""

    entry: str
    question: str
    answer: str


class ReasonRecord(TypedDict):
    """One line of the explanation."""

    step: str
    entry: str
    what: str
    value: str


class AnswerRecord(TypedDict, total=False):
    """An answer; `why` only with --explain."""

    id: str | None
    status: str
    answer: str
    citations: list[CitationRecord]
    entries: list[str]
    options: list[OptionRecord]
    unanswered_parts: list[str]
    notes: list[str]
    confidence: float
    ms: float
    why: list[ReasonRecord]


def answer_record(answer: Answer, question_id: str | None, ms: float, explain: bool = False) -> AnswerRecord:
    """The answer as it is written out; `ms` is the engine's time in milliseconds."""
    record = AnswerRecord(
        id=question_id,
        status=answer.status.value,
        answer=answer.text,
        citations=[_citation(citation) for citation in answer.citations],
        entries=list(answer.entries),
        options=[OptionRecord(entry=o.entry, question=o.question, answer=o.answer) for o in answer.options],
        unanswered_parts=list(answer.unanswered_parts),
        notes=list(answer.notes),
        confidence=round(answer.confidence, 4),
        ms=round(ms, 3),
    )
    if explain:
        record["why"] = [
            ReasonRecord(step=r.step, entry=r.entry, what=r.what, value=r.value) for r in answer.why
        ]
    return record


def _citation(citation: Citation) -> CitationRecord:
    record = CitationRecord(source=citation.source, paragraph=citation.paragraph, evidence=citation.evidence)
    if citation.row is not None:
        record["row"], record["column"] = citation.row, citation.column or ""
    return record
