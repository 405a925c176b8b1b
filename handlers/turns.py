"""One turn of a conversation: what a typed text means after what came before, and what to remember."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from handlers.records import ChatMemory, KeptAnswer
from knowledge.answering.engine import Engine
from knowledge.answering.picking import Pick, is_number, picked
from knowledge.language.dialogue import Context
from knowledge.model.announcement import Announcement
from knowledge.model.answer import Answer, Option, Status

REMEMBERED = timedelta(minutes=10)
_ENOUGH = 2  # turns in a row that did not help; then the hotline is offered unasked


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnResult:
    """The result of a turn; `heading` is the question of an entry that was picked.

    `announced` are current announcements that the question fits; `below` is what is said under them where
    they come first; `declined` says that 都不是 was the answer.
    """

    answer: Answer
    question: str
    memory: ChatMemory
    heading: str = ""
    announced: tuple[Announcement, ...] = ()
    below: str = ""
    declined: bool = False

    @property
    def failed(self) -> bool:
        """Whether it is time to offer a person; never under a fixed reply, least of all in an emergency."""
        helped = self.answer.status is Status.ANSWERED or (
            self.answer.status is Status.CANNED and not self.declined
        )
        return self.memory.failed >= _ENOUGH and not helped


def memory_of_answer(asked: KeptAnswer, before: ChatMemory | None, now: datetime) -> ChatMemory:
    """The memory for a reply to an answer, in place of the turn before: that answer and its options."""
    return ChatMemory(
        question=asked.question,
        at=now,
        entries=asked.entries or asked.options,
        told=asked.status is Status.ANSWERED,
        options=asked.options if asked.status is not Status.ANSWERED else (),
        failed=before.failed if before else 0,
        language=asked.language,
    )


def typed(engine: Engine, text: str, before: ChatMemory | None, today: date, now: datetime) -> TurnResult:
    """The turn of a typed text: the number of an option, 都不是, or a question."""
    offered = _offered(engine, before)
    choice = picked(text, offered)
    language = before.language if before else "zh"
    if choice is Pick.NONE:
        return none_of_these(engine, language, before, now)
    context = _context(before)
    by_place = context is not None and context.told_several
    nothing_to_pick = choice is None and not (offered or by_place) and is_number(text)
    if choice is Pick.OUT_OF_RANGE or nothing_to_pick:
        return _turn(engine.wording.fixed("option_out_of_range"), text, before, now, keeps_options=True)
    if choice is not None:
        return _picked(engine, [option.entry for option in choice], language, before, today, now)
    answer = engine.answer(text, today, context)
    turn = _turn(answer, text, before, now, keeps_options=answer.status is Status.CANNED)
    return replace(turn, memory=_with_context(turn.memory, engine.context_after(text, answer, context)))


def picks(engine: Engine, text: str, asked: KeptAnswer) -> bool:
    """Whether a text picks something of what an answer offered."""
    return picked(text, _offered(engine, memory_of_answer(asked, None, asked.at))) is not None


def picked_entry(
    engine: Engine, entry: str, language: str, before: ChatMemory | None, today: date, now: datetime
) -> TurnResult:
    """The turn of an entry that was picked; KeyError when it is gone."""
    return _picked(engine, [entry], language, before, today, now)


def _picked(
    engine: Engine,
    entries: Sequence[str],
    language: str,
    before: ChatMemory | None,
    today: date,
    now: datetime,
) -> TurnResult:
    """The turn of picked entries; the options they were among stay, since another may be wanted too."""
    among = before is not None and set(entries) <= set(before.options)
    answer = engine.answer_entries(entries, today, language)
    question = " ".join(engine.derived.entry(entry).question_in(language) for entry in entries)
    turn = replace(_turn(answer, question, before, now, keeps_options=among), heading=question)
    context = Context(question=question, entries=tuple(entries))
    return replace(turn, memory=_with_context(turn.memory, context))


def none_of_these(engine: Engine, language: str, before: ChatMemory | None, now: datetime) -> TurnResult:
    """The turn of 都不是, which counts as one that did not help."""
    failed = (before.failed if before else 0) + 1
    text = engine.wording.text("none_of_these_reply", language) if failed < _ENOUGH else ""
    answer = Answer(status=Status.CANNED, text=text, language=language, confidence=1.0)
    kept = before or ChatMemory(question="", at=now)
    return TurnResult(
        answer=answer,
        question=kept.question,
        memory=replace(kept, at=now, question="", options=(), entries=(), failed=failed),
        declined=True,
    )


def halted(engine: Engine, turn: TurnResult, now: datetime) -> TurnResult:
    """The turn while no questions are answered: fixed replies stay, emergencies above all."""
    if turn.answer.status is Status.CANNED:
        return turn
    language = turn.answer.language
    text = engine.wording.text("paused", language)
    answer = Answer(status=Status.CANNED, text=text, language=language, confidence=1.0)
    return TurnResult(answer=answer, question=turn.question, memory=ChatMemory(question="", at=now))


def _offered(engine: Engine, before: ChatMemory | None) -> tuple[Option, ...]:
    """Those options of the turn before whose entries still exist."""
    entries = (engine.entry(entry_id) for entry_id in (before.options if before else ()))
    return tuple(Option(entry=e.id, question=e.question, answer=e.answer) for e in entries if e is not None)


def _turn(
    answer: Answer, question: str, before: ChatMemory | None, now: datetime, *, keeps_options: bool = False
) -> TurnResult:
    kept = before or ChatMemory(question="", at=now)
    options = kept.options if keeps_options else tuple(option.entry for option in answer.options)
    memory = replace(kept, at=now, options=options, failed=_failed(answer, kept), language=answer.language)
    return TurnResult(answer=answer, question=question, memory=memory)


def _context(before: ChatMemory | None) -> Context | None:
    """The context of a turn; None where nothing was asked before."""
    if before is None or not before.question:
        return None
    return Context(question=before.question, entries=before.entries, told=before.told)


def _with_context(memory: ChatMemory, context: Context | None) -> ChatMemory:
    """The memory with the context of the next turn."""
    if context is None:
        return memory
    return replace(memory, question=context.question, entries=context.entries, told=context.told)


def _failed(answer: Answer, before: ChatMemory) -> int:
    """How many turns in a row have not helped; options that were passed over count as one."""
    if answer.status is Status.ANSWERED:
        return 0
    passed_over = answer.status is Status.CLARIFY and bool(before.options)
    return before.failed + (answer.status is Status.UNKNOWN or passed_over)
