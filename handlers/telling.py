"""Telling those who asked to be told: where they asked, as a reply to what they asked."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import structlog
from telegram import ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from handlers.context import Context
from handlers.records import Asked, Follower, OpenQuestion
from handlers.render import Block, answer_blocks, sheets
from knowledge.answer import Answer, Status

_log = structlog.get_logger(__name__)
_NO_CHAT = "chat not found"


class Delivery(StrEnum):
    """What became of a message to a citizen."""

    SENT = "sent"
    LEFT = "left"  # the chat takes no messages any more
    FAILED = "failed"


async def tell_followers(context: Context, questions: Iterable[OpenQuestion], entry: str) -> int:
    """Tells whoever follows these questions what the entry answers; how many were told."""
    services, told = context.services, 0
    for answer_id in dict.fromkeys(question.answer for question in questions):
        asked = await services.answers.answer(answer_id)
        for follower in await services.feedback.waiting(answer_id) if asked else ():
            assert asked is not None  # noqa: S101 - else there are no followers
            answer = services.engine().answer_entry(entry, services.today(), asked.language)
            if answer.status is not Status.ANSWERED:
                return told
            delivery = await tell(context, follower, asked, answer, "answer_found")
            if delivery is not Delivery.FAILED:
                await services.feedback.told(follower)
            told += delivery is Delivery.SENT
    return told


async def tell(context: Context, follower: Follower, asked: Asked, answer: Answer, key: str) -> Delivery:
    """Sends the sentence of that key about the question, then the answer with its citations."""
    engine = context.services.engine()
    text = engine.wording.text(key, asked.language, question=asked.question)
    return await write(context, follower, asked, (Block(text=text), *answer_blocks(engine, answer)))


async def write(context: Context, follower: Follower, asked: Asked, blocks: Iterable[Block]) -> Delivery:
    """Sends blocks to a citizen's chat, as a reply to their question if it is still there."""
    number = asked.question_message
    reply = ReplyParameters(message_id=number, allow_sending_without_reply=True) if number else None
    try:
        for sheet in sheets(blocks):
            await context.bot.send_message(
                follower.chat_id, sheet.html, parse_mode=ParseMode.HTML, reply_parameters=reply
            )
    except Forbidden:
        return Delivery.LEFT
    except TelegramError as error:
        if isinstance(error, BadRequest) and _NO_CHAT in error.message.lower():
            return Delivery.LEFT
        _log.warning("A citizen could not be told.", action="telling_failed", reason=str(error))
        return Delivery.FAILED
    return Delivery.SENT
