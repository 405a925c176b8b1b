"""Tracks what a conversation is about: the context that each turn leaves to the next one."""

from __future__ import annotations

from dataclasses import replace

from knowledge.conflicts.profile import named
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import Context, needs_context
from knowledge.language.query import Query
from knowledge.model.answer import Answer, Status


class ContextTracker:
    """Works out the context after each turn, and whether a question needs it."""

    def __init__(self, derived: Derived) -> None:
        self._derived = derived

    def lacks_subject(self, query: Query) -> bool:
        """Whether a question does not say what it is about, or only what is told of that (总投资多少)."""
        return needs_context(query) or query.things.isdisjoint(self._derived.main_subjects)

    def context_after(self, question: str, query: Query, answer: Answer, before: Context | None) -> Context:
        """The context for the next turn: the entries that were told or offered, or are related.

        A follow-up that does not say what is asked (那五保呢, 真的吗) keeps the previous question.
        One that is not answered at all keeps its entries too.
        """
        if before is None or not self.lacks_subject(query):
            return self._context(question, query, answer)
        asked = question if query.cues else before.question
        if answer.status is Status.UNKNOWN and not answer.entries:
            return replace(before, question=asked)
        return self._context(asked, query, answer)

    def _context(self, question: str, query: Query, answer: Answer) -> Context:
        """The context of an answer; of entries related to what is unknown, those that the question names."""
        if answer.entries:
            return Context(question=question, entries=answer.entries)
        options = tuple(option.entry for option in answer.options)
        if answer.status is not Status.UNKNOWN:
            return Context(question=question, entries=options, told=False)
        related = tuple(entry for entry in options if named(query, self._derived.profile(entry)))
        return Context(question=question, entries=related, told=False)
