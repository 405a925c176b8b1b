"""Groups: an answer when the bot is addressed, else none, with the reason in the debug log."""

from __future__ import annotations

import structlog
from telegram import Message, MessageEntity, Update
from telegram.ext import ExtBot

from handlers.context import BotContext
from handlers.gate import hold_back
from handlers.incoming import words_of, words_replied_to
from handlers.questions import ask, ask_again, picks_an_option
from handlers.replying import say_fixed

_log = structlog.get_logger(__name__)
_MENTIONS = (MessageEntity.MENTION, MessageEntity.TEXT_MENTION)
_ASK = "/ask"


async def typed(update: Update, context: BotContext) -> None:
    """Handles a text in a group, also one below a picture."""
    message = update.message
    if message is None:
        return
    if reason := await _why_silent(update, context, message):
        _silent(update, reason)
        return
    await hold_back(update, context)
    text = question_in(message, context.bot)
    if text.startswith("/"):
        await say_fixed(update, context, "group_introduction", name=context.bot.username)
    else:
        await ask(update, context, text)


async def edited(update: Update, context: BotContext) -> None:
    """Handles an edited text in a group, if it was answered or asks us now."""
    message = update.edited_message
    if message is None:
        return
    services = context.services
    known = await services.answers.answer_to(services.seal.chat(message.chat.id), message.message_id)
    if known is None and (reason := await _why_silent(update, context, message)):
        _silent(update, reason)
        return
    await hold_back(update, context)
    await ask_again(update, context, message, question_in(message, context.bot))


def _silent(update: Update, reason: str) -> None:
    """Logs why nothing is said."""
    _log.debug("Silence in a group.", action="silent", reason=reason, update_id=update.update_id)


async def _why_silent(update: Update, context: BotContext, message: Message) -> str:
    """Why nothing is said to a message; empty when it asks us."""
    if reason := not_for_us(message, context.bot):
        return reason
    text = words_of(message)
    if _mentioned(message, context.bot) or not context.services.engine().is_courtesy(text):
        return ""
    return "" if await picks_an_option(update, context, text) else "courtesy"


def not_for_us(message: Message, bot: ExtBot[None]) -> str:
    """Why a message is not for this bot; empty when it is."""
    if message.is_automatic_forward or message.forward_origin is not None:
        return "forwarded"
    if message.via_bot is not None:
        return "sent through a bot"
    if message.from_user is not None and message.from_user.is_bot and message.sender_chat is None:
        return "from a bot"
    if _mentioned(message, bot):
        return ""
    if _mentions(message):
        return "to somebody else"
    return "" if _replied(message, bot) else "neither mentioned nor replied to"


def _replied(message: Message, bot: ExtBot[None]) -> bool:
    reply = message.reply_to_message
    return reply is not None and reply.from_user is not None and reply.from_user.id == bot.id


def _mentioned(message: Message, bot: ExtBot[None]) -> bool:
    return any(_is_us(entity, text, bot) for entity, text in _mentions(message).items())


def _mentions(message: Message) -> dict[MessageEntity, str]:
    """Who is named in a text, or below a picture."""
    if message.text:
        return message.parse_entities(list(_MENTIONS))
    return message.parse_caption_entities(list(_MENTIONS))


def _is_us(entity: MessageEntity, text: str, bot: ExtBot[None]) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == bot.id
    return text.lower() == f"@{bot.username}".lower()


def question_in(message: Message, bot: ExtBot[None]) -> str:
    """The question: what was typed, or after a bare mention what it replies to."""
    text = without_mention(message, bot)
    command, _, words = text.partition(" ")
    text = words.strip() if command == _ASK else text
    return text if any(map(str.isalnum, text)) else words_replied_to(message) or text


def without_mention(message: Message, bot: ExtBot[None]) -> str:
    """What was typed, without the bot's name in it."""
    text = words_of(message)
    for entity, words in _mentions(message).items():
        if _is_us(entity, words, bot):
            text = text.replace(words, " ", 1)
    return text.strip(" \t\n,，:：、")
