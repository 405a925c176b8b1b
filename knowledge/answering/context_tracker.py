"""What a turn leaves for the one behind it, and whether that one leans on it."""

from __future__ import annotations

from dataclasses import replace

from knowledge.conflicts.profile import named
from knowledge.derived.derived import Derived
from knowledge.language.dialogue import Context, needs_context
from knowledge.language.query import Query
from knowledge.language.vocabulary import Sense
from knowledge.model.answer import Answer, Status
from knowledge.model.cached import cached_property


class ContextTracker:
    """Works out what a conversation is about after each turn."""

    def __init__(self, derived: Derived) -> None:
        self._derived = derived

    @cached_property
    def _things(self) -> frozenset[Sense]:
        """What entries are about: subjects begin with it, and go on with what is told of it (总投资)."""
        return frozenset(s for p in self._derived.profiles for _, senses in p.subject[:1] for s in senses)

    def needs_context(self, query: Query) -> bool:
        """Whether a question does not say of what it asks, or only what is told of it (总投资多少)."""
        return needs_context(query) or query.things.isdisjoint(self._things)

    def after(self, question: str, query: Query, answer: Answer, before: Context | None) -> Context:
        """What the next turn may lean on: what was told, was offered as meant, or is near what nobody knows.

        A follow-up that does not say what is asked (那五保呢, 真的吗) goes on with the question before it.
        One that nobody can answer leaves what was spoken of as it was.
        """
        follows = before is not None and self.needs_context(query)
        asked = before.question if before and follows and not query.cues else question
        if answer.entries:
            return Context(question=asked, entries=answer.entries)
        if before and follows and answer.status is Status.UNKNOWN:
            return replace(before, question=asked)
        offered = [option.entry for option in answer.options]
        if answer.status is Status.UNKNOWN:
            offered = [e for e in offered if named(query, self._derived.profiles[self._derived.numbers[e]])]
        return Context(question=asked, entries=tuple(offered), told=False)
