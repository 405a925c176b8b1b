"""A conversation outside Telegram: turns that remember the one before, and options that can be picked."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.turns import REMEMBERED
from knowledge.answering.engine import Engine
from knowledge.answering.picking import Pick, picked
from knowledge.language.dialogue import Context
from knowledge.model.answer import Answer, Option, Status

_SECONDS_REMEMBERED = REMEMBERED.total_seconds()


@dataclass(frozen=True, kw_only=True, slots=True)
class TerminalTurn:
    """One answer, with the engine's time in milliseconds."""

    answer: Answer
    ms: float


class Conversation:
    """Asks an engine, turn by turn."""

    def __init__(self, engine: Engine, today: date) -> None:
        self._engine = engine
        self._today = today
        self._context: Context | None = None
        self._since = 0.0
        self.options: tuple[Option, ...] = ()
        self.related: tuple[Option, ...] = ()

    def ask(self, question: str) -> TerminalTurn:
        """The answer to the next question."""
        started = time.perf_counter()
        context = self._context if started - self._since <= _SECONDS_REMEMBERED else None
        answer = self._engine.answer(question, self._today, context)
        ms = (time.perf_counter() - started) * 1000
        self._remember(question, answer)
        return TerminalTurn(answer=answer, ms=ms)

    @property
    def told_several(self) -> bool:
        """Whether the last answer was of several entries, of which one may be picked by its position."""
        return self._context is not None and self._context.told_several

    def say(self, text: str) -> TerminalTurn:
        """The answer to what is typed: to what it picks of the options, or to the next question."""
        choice = picked(text, self.options)
        if choice is Pick.NONE:
            self.reject()
            return TerminalTurn(answer=self._engine.wording.fixed("none_of_these_reply"), ms=0.0)
        return self.pick(choice) if isinstance(choice, tuple) else self.ask(text)

    def pick(self, options: Sequence[Option]) -> TerminalTurn:
        """The answer of what was picked; the options stay, unless something else was picked."""
        started = time.perf_counter()
        entries = tuple(option.entry for option in options)
        answer = self._engine.answer_entries(entries, self._today)
        self._context = Context(question=" ".join(option.question for option in options), entries=entries)
        self._since = started
        if not set(options) <= set(self.options):
            self.options = ()
        self.related = self._entries(answer.related)
        return TerminalTurn(answer=answer, ms=(time.perf_counter() - started) * 1000)

    def reject(self) -> None:
        """Forgets the options, none of which was meant, and what they were about."""
        self.options = self.related = ()
        self._context = None

    def _remember(self, question: str, answer: Answer) -> None:
        if answer.status is not Status.CANNED:
            self.options = answer.options
            self.related = self._entries(answer.related)
        self._context = self._engine.context_after(question, answer, self._context)
        self._since = time.perf_counter()

    def _entries(self, ids: Iterable[str]) -> tuple[Option, ...]:
        entries = map(self._engine.derived.entry, ids)
        return tuple(
            Option(entry=entry.id, question=entry.question, answer=entry.answer) for entry in entries
        )


def last_turn(engine: Engine, questions: Sequence[str], today: date) -> TerminalTurn:
    """The last turn of a conversation of its own."""
    conversation = Conversation(engine, today)
    return [conversation.say(question) for question in questions][-1]
