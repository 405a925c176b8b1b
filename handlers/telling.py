"""Messages to people who asked to be told, as replies to what they asked.

What is to be told is written down first, so that a lost connection or a crash delays it and no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

import structlog
from telegram import ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from handlers.context import BotContext
from handlers.records import FOUND, THE_BOT, Action, Asked, Follower, OpenQuestion, Telling
from handlers.render import Block, answer_blocks, sheets
from handlers.sentences import sentence
from handlers.stores import Tellings
from handlers.uncertain import UncertainError
from knowledge.model.answer import Answer, Status

_log = structlog.get_logger(__name__)
_NO_CHAT = "chat not found"
_MOST_ATTEMPTS = 8
_UNCERTAIN = 4  # attempts that one counts for which may have arrived: it is repeated once at most


class Told(StrEnum):
    """What became of a message to a citizen."""

    SENT = "sent"
    LEFT = "left"  # the chat takes no messages any more
    LATER = "later"  # it is tried again
    GIVEN_UP = "given_up"


def later_words(counts: Counter[Told]) -> str:
    """The sentence for staff about messages that go out later; empty when there are none."""
    later = counts[Told.LATER]
    return sentence("told_later", count=later) if later else ""


async def tell_followers(context: BotContext, questions: Iterable[OpenQuestion], entry: str) -> Counter[Told]:
    """Tells whoever follows these questions the entry's answer; returns what became of each message."""
    services, tellings = context.services, []
    for answer_id in dict.fromkeys(question.answer for question in questions):
        asked = await services.answers.answer(answer_id)
        if asked is None:
            continue
        answer = services.engine().answer_entry(entry, services.today(), asked.language)
        if answer.status is Status.ANSWERED:
            waiting = await services.feedback.waiting(answer_id)
            tellings += [
                telling_about(context, follower, asked, answer, "answer_found", FOUND) for follower in waiting
            ]
    return await tell(context, tellings)


def telling_about(
    context: BotContext, follower: Follower, asked: Asked, answer: Answer, key: str, kind: str
) -> Telling:
    """A message with the sentence of that key about the question, then the answer with its citations."""
    engine = context.services.engine()
    text = engine.wording.text(key, asked.language, question=asked.question)
    return telling_of(follower, asked, kind, (Block(text=text), *answer_blocks(engine, answer)))


def telling_of(follower: Follower, asked: Asked, kind: str, blocks: Iterable[Block]) -> Telling:
    """A message of blocks for a citizen's chat, as a reply to their question."""
    return Telling(
        answer=asked.id,
        person=follower.person,
        kind=kind,
        chat_id=follower.chat_id,
        reply_to=asked.question_message,
        texts=tuple(sheet.html for sheet in sheets(blocks)),
    )


async def tell(context: BotContext, new: Sequence[Telling]) -> Counter[Told]:
    """Keeps messages and sends them; returns what became of each."""
    services = context.services
    await services.tellings.add(new, services.now())
    try:
        sent = [
            await deliver(context.bot, services.tellings, telling, services.now(), services.tell_again)
            for telling in new
        ]
    finally:
        services.tellings.release(new)
    return Counter(sent)


async def deliver(
    bot: ExtBot[None], tellings: Tellings, telling: Telling, now: datetime, pause: timedelta
) -> Told:
    """Sends a message that was kept; one that cannot be sent now is due again later.

    Args:
        pause: until then, doubled with every attempt.
    """
    left = list(telling.texts)
    try:
        while left:
            await _send(bot, telling, left[0])
            left.pop(0)
    except TelegramError as error:
        if _has_left(error):
            await tellings.done(telling)
            return Told.LEFT
        return await _failed(tellings, replace(telling, texts=tuple(left)), error, now, pause)
    await tellings.done(telling)
    return Told.SENT


async def _send(bot: ExtBot[None], telling: Telling, text: str) -> None:
    number = telling.reply_to
    reply = ReplyParameters(message_id=number, allow_sending_without_reply=True) if number else None
    await bot.send_message(telling.chat_id, text, parse_mode=ParseMode.HTML, reply_parameters=reply)


def _has_left(error: TelegramError) -> bool:
    gone = isinstance(error, BadRequest) and _NO_CHAT in error.message.lower()
    return gone or isinstance(error, Forbidden)


async def _failed(
    tellings: Tellings, telling: Telling, error: TelegramError, now: datetime, pause: timedelta
) -> Told:
    """Puts a message off, or gives it up when it failed too often or can never be sent."""
    weight = _UNCERTAIN if isinstance(error, UncertainError) else 1
    attempts = _MOST_ATTEMPTS if isinstance(error, BadRequest) else telling.attempts + weight
    _log.warning(
        "A citizen could not be told.", action="telling_failed", attempts=attempts, reason=str(error)
    )
    if attempts < _MOST_ATTEMPTS:
        due = now + pause * 2 ** (attempts - 1)
        await tellings.postpone(replace(telling, attempts=attempts), due)
        return Told.LATER
    what = f"{telling.answer} {telling.kind}"
    await tellings.done(
        telling, Action(who=THE_BOT, action="telling_given_up", what=what, why=str(error), at=now)
    )
    return Told.GIVEN_UP
