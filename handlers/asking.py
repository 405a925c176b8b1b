"""One question on its way: who asks, and the one version of the knowledge base that answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from telegram import Message, Update

from handlers.aside import aside
from handlers.buttons import Keyboard
from handlers.context import BotContext, Services
from handlers.current import turn_blocks, with_announcements
from handlers.incoming import Sender, sender
from handlers.keyboards import Keyboards
from handlers.records import AskerState, ChatMemory, Exchange, KeptAnswer
from handlers.render import sheets
from handlers.replying import edit, send, typing
from handlers.turns import REMEMBERED, TurnResult, halted
from handlers.uncertain import UncertainError
from knowledge.answering.engine import Engine
from knowledge.model.answer import Status

TurnFunction = Callable[[Engine, ChatMemory | None, datetime], TurnResult]

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """An update that asks something.

    `replaces` is the answer to the same message before it was edited, if it was kept; `written` are the
    messages that answered it then.
    """

    update: Update
    context: BotContext
    who: Sender
    engine: Engine
    answer_id: str
    replaces: KeptAnswer | None = None
    written: tuple[int, ...] = ()

    @property
    def services(self) -> Services:
        """The services of this bot."""
        return self.context.services

    @property
    def message(self) -> Message | None:
        """The message that asks; none where a button was pressed."""
        return self.update.effective_message if self.update.callback_query is None else None


def asking(update: Update, context: BotContext, replaces: KeptAnswer | None = None) -> Asking | None:
    """The question on its way; None when nobody asks."""
    services = context.services
    who = sender(update, services.seal)
    if who is None:
        return None
    answer_id = replaces.id if replaces else services.seal.answer(update.update_id)
    return Asking(
        update=update,
        context=context,
        who=who,
        engine=services.engine(),
        answer_id=answer_id,
        replaces=replaces,
        written=replaces.answer_messages if replaces else _fixed_reply_to(update, context),
    )


async def answer(asked: Asking, take: TurnFunction) -> None:
    """Takes a turn, sends its answer, and keeps what must be kept."""
    with typing(asked.update, asked.context):
        services, who = asked.services, asked.who
        standing = await services.people.recall(who.person, who.chat, services.now() - REMEMBERED)
        standing = replace(standing, before=None) if who.shared else standing
        turn = await _turn(asked, take, standing)
        sent, uncertain = await _delivered(asked, turn, simple=standing.simple)
    await services.exchanges.keep(_exchange(asked, turn, sent))
    _note_fixed_reply(asked, turn, sent)
    if uncertain is not None:
        raise uncertain


async def _delivered(
    asked: Asking, turn: TurnResult, *, simple: bool
) -> tuple[tuple[int, ...], UncertainError | None]:
    """Sends an answer and returns the ids of its messages; none if it may or may not have arrived."""
    try:
        return await _deliver(asked, turn, simple=simple), None
    except UncertainError as error:
        return (), error


async def _turn(asked: Asking, take: TurnFunction, standing: AskerState) -> TurnResult:
    services = asked.services
    now = services.now()
    started = time.perf_counter()
    turn = await aside(asked.engine, lambda: take(asked.engine, standing.before, now))
    milliseconds = (time.perf_counter() - started) * 1000
    if await services.switch.paused() is not None:
        turn = halted(asked.engine, turn, now)
    turn = await with_announcements(services, asked.engine, asked.who.chat_id, turn)
    _log.info(
        "A question was answered.",
        action="answered",
        update_id=asked.update.update_id,
        status=turn.answer.status.value,
        entry=" ".join(turn.answer.entries),
        score=round(turn.answer.confidence, 3),
        ms=round(milliseconds, 2),
    )
    return turn


async def _deliver(asked: Asking, turn: TurnResult, *, simple: bool) -> tuple[int, ...]:
    person, engine = asked.who.person, asked.engine
    pages = sheets(turn_blocks(engine, turn, asked.services.now(), simple=simple))
    keyboards = Keyboards(engine, Keyboard(asked.services.seal, person, turn.answer.language))
    keyboard = keyboards.under_answer(turn.answer, asked.answer_id, failed=turn.failed, simple=simple)
    if asked.written:
        return await edit(asked.update, asked.context, asked.written, pages, keyboard)
    return await send(asked.update, asked.context, pages, keyboard)


def _note_fixed_reply(asked: Asking, turn: TurnResult, sent: tuple[int, ...]) -> None:
    """Remembers where fixed replies stand, which are not kept, in case their questions are edited."""
    message = asked.message
    if turn.answer.status is Status.CANNED and message is not None:
        asked.services.fixed_replies.note((message.chat_id, message.message_id), sent)


def _fixed_reply_to(update: Update, context: BotContext) -> tuple[int, ...]:
    """The messages of the fixed reply to a message before it was edited."""
    message = update.edited_message
    if message is None:
        return ()
    return context.services.fixed_replies.of((message.chat_id, message.message_id)) or ()


def _exchange(asked: Asking, turn: TurnResult, sent: tuple[int, ...]) -> Exchange:
    """The exchange to keep; fixed replies are not kept, except in place of an answer that was."""
    kept = turn.answer.status is not Status.CANNED or asked.replaces is not None
    return Exchange(
        update_id=asked.update.update_id,
        at=asked.services.now(),
        person=asked.who.person,
        chat=asked.who.chat,
        turn=turn.memory,
        asked=_record(asked, turn, sent) if kept else None,
    )


def _record(asked: Asking, turn: TurnResult, sent: tuple[int, ...]) -> KeptAnswer:
    return KeptAnswer(
        id=asked.answer_id,
        at=asked.services.now(),
        person=asked.who.person,
        chat=asked.who.chat,
        place=asked.who.place,
        question=turn.question,
        status=turn.answer.status,
        language=turn.answer.language,
        confidence=turn.answer.confidence,
        content_version=asked.engine.base.version,
        thresholds=asked.engine.derived.ranker.calibration.bands,
        entries=turn.answer.entries,
        options=tuple(option.entry for option in turn.answer.options),
        unanswered_parts=turn.answer.unanswered_parts,
        question_message=asked.message.message_id if asked.message else None,
        answer_messages=sent,
    )
