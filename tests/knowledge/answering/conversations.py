"""Conversations with an engine, and engines with some entries more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answering.engine import Engine
from knowledge.derived.derived import derive
from knowledge.language.dialogue import Context
from knowledge.model.answer import Answer
from knowledge.model.entry import Entry
from tests.knowledge.samples import DAY


def talked(engine: Engine, turns: Sequence[str]) -> Answer:
    """The answer to the last of these turns."""
    context: Context | None = None
    for question in turns:
        answer = engine.answer(question, DAY, context)
        context = engine.context_after(question, answer, context)
    return answer


def engine_with(engine: Engine, *entries: Entry) -> Engine:
    """The engine over the same knowledge base with some entries more."""
    changed = replace(engine.base, entries=(*engine.base.entries, *entries))
    return Engine(changed, derive(changed))


def entry_of(engine: Engine, entry_id: str) -> Entry:
    return next(entry for entry in engine.base.entries if entry.id == entry_id)
