"""Answers composed of parts that came to this or that, whatever the engine thinks of them."""

from __future__ import annotations

from datetime import date

from knowledge.answering.engine import Engine
from knowledge.model.answer import Answer, Status
from knowledge.ranking.decision import Part, Verdict
from tests.knowledge.samples import DAY


def part(engine: Engine, question: str, status: Status) -> Part:
    """A part that came to this, whatever the engine thinks of it."""
    query = engine.derived.interpreter.read(question)
    matches = engine.matches(question, DAY)
    verdict = Verdict(status=status, matches=matches[:4], confidence=0.5)
    return Part(query=query, verdict=verdict, matches=matches)


def composed(engine: Engine, *asked: tuple[str, Status], day: date = DAY) -> Answer:
    """The answer to these parts on a day."""
    return engine.wording.compose([part(engine, question, status) for question, status in asked], day)
