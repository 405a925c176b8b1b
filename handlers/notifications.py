"""Messages to people who asked to be told, as replies to what they asked.

They are written down first, so that a lost connection or a crash delays them and no more.
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
from handlers.records import FOUND, THE_BOT, Action, Follower, KeptAnswer, Notification, OpenQuestion
from handlers.render import Block, answer_blocks, sheets
from handlers.sentences import sentence
from handlers.stores import Notifications
from handlers.uncertain import UncertainError
from knowledge.model.answer import Answer, Status

_log = structlog.get_logger(__name__)
_NO_CHAT = "chat not found"
_MOST_ATTEMPTS = 8
_GIVEN_UP = "telling_given_up"  # as audit trails have it already, and no row of theirs is ever changed
_UNCERTAIN = 4  # attempts that one counts for which may have arrived: it is repeated once at most


class SendOutcome(StrEnum):
    """What became of a message to a citizen."""

    SENT = "sent"
    LEFT = "left"  # the chat takes no messages any more
    LATER = "later"  # it is tried again
    GIVEN_UP = "given_up"


def later_words(counts: Counter[SendOutcome]) -> str:
    """The sentence for staff about messages that go out later; empty when there are none."""
    later = counts[SendOutcome.LATER]
    return sentence("told_later", count=later) if later else ""


async def tell_followers(
    context: BotContext, questions: Iterable[OpenQuestion], entry: str
) -> Counter[SendOutcome]:
    """Tells whoever follows these questions the entry's answer; returns what became of each message."""
    services, notifications = context.services, []
    for answer_id in dict.fromkeys(question.answer for question in questions):
        asked = await services.answers.answer(answer_id)
        if asked is None:
            continue
        answer = services.engine().answer_entry(entry, services.today(), asked.language)
        if answer.status is Status.ANSWERED:
            waiting = await services.feedback.waiting(answer_id)
            notifications += [
                notification_about(context, follower, asked, answer, "answer_found", FOUND)
                for follower in waiting
            ]
    return await tell(context, notifications)


def notification_about(
    context: BotContext, follower: Follower, asked: KeptAnswer, answer: Answer, key: str, kind: str
) -> Notification:
    """A message with the sentence of that key about the question, then the answer with its citations."""
    engine = context.services.engine()
    text = engine.wording.text(key, asked.language, question=asked.question)
    return notification_of(follower, asked, kind, (Block(text=text), *answer_blocks(engine, answer)))


def notification_of(
    follower: Follower, asked: KeptAnswer, kind: str, blocks: Iterable[Block]
) -> Notification:
    """A message of blocks for a citizen's chat, as a reply to their question."""
    return Notification(
        answer=asked.id,
        person=follower.person,
        kind=kind,
        chat_id=follower.chat_id,
        reply_to=asked.question_message,
        texts=tuple(sheet.html for sheet in sheets(blocks)),
    )


async def tell(context: BotContext, new: Sequence[Notification]) -> Counter[SendOutcome]:
    """Keeps messages and sends them; returns what became of each."""
    services = context.services
    await services.notifications.add(new, services.now())
    try:
        sent = [
            await deliver(
                context.bot, services.notifications, notification, services.now(), services.tell_again
            )
            for notification in new
        ]
    finally:
        services.notifications.release(new)
    return Counter(sent)


async def deliver(
    bot: ExtBot[None],
    notifications: Notifications,
    notification: Notification,
    now: datetime,
    pause: timedelta,
) -> SendOutcome:
    """Sends a message that was kept; one that cannot be sent now is due again later.

    Args:
        pause: until then, doubled with every attempt.
    """
    left = list(notification.texts)
    try:
        while left:
            await _send(bot, notification, left[0])
            left.pop(0)
    except TelegramError as error:
        if _has_left(error):
            await notifications.done(notification)
            return SendOutcome.LEFT
        return await _failed(notifications, replace(notification, texts=tuple(left)), error, now, pause)
    await notifications.done(notification)
    return SendOutcome.SENT


async def _send(bot: ExtBot[None], notification: Notification, text: str) -> None:
    number = notification.reply_to
    reply = ReplyParameters(message_id=number, allow_sending_without_reply=True) if number else None
    await bot.send_message(notification.chat_id, text, parse_mode=ParseMode.HTML, reply_parameters=reply)


def _has_left(error: TelegramError) -> bool:
    gone = isinstance(error, BadRequest) and _NO_CHAT in error.message.lower()
    return gone or isinstance(error, Forbidden)


async def _failed(
    notifications: Notifications,
    notification: Notification,
    error: TelegramError,
    now: datetime,
    pause: timedelta,
) -> SendOutcome:
    """Puts a message off, or gives it up when it failed too often or can never be sent."""
    weight = _UNCERTAIN if isinstance(error, UncertainError) else 1
    attempts = _MOST_ATTEMPTS if isinstance(error, BadRequest) else notification.attempts + weight
    _log.warning(
        "A citizen could not be told.", action="notification_failed", attempts=attempts, reason=str(error)
    )
    if attempts < _MOST_ATTEMPTS:
        due = now + pause * 2 ** (attempts - 1)
        await notifications.postpone(replace(notification, attempts=attempts), due)
        return SendOutcome.LATER
    what = f"{notification.answer} {notification.kind}"
    await notifications.done(
        notification, Action(who=THE_BOT, action=_GIVEN_UP, what=what, why=str(error), at=now)
    )
    return SendOutcome.GIVEN_UP
