"""Questions in private chats, entries that are picked, and questions that are edited."""

from __future__ import annotations

from datetime import datetime

from telegram import Message, Update

from handlers.asking import Asking, answer, asking
from handlers.buttons import entry_named
from handlers.context import BotContext
from handlers.incoming import words_of, words_replied_to
from handlers.pressing import pressed
from handlers.records import ChatMemory, KeptAnswer
from handlers.replying import acknowledge, change_keyboard, say_fixed
from handlers.turns import TurnResult, memory_of_answer, none_of_these, picked_entry, picks, typed
from knowledge.answering.engine import Engine


async def private(update: Update, context: BotContext) -> None:
    """Handles a text in a private chat, also one below a picture."""
    message = update.effective_message
    if message is None or message.via_bot is not None:
        return
    _seen(message, context)
    if message.forward_origin is not None:
        await say_fixed(update, context, "forwarded")
        return
    await ask(update, context, words_of(message))


async def command(update: Update, context: BotContext) -> None:
    """/ask: answers the question behind it, or the one it replies to, in groups."""
    if text := _asked_by_command(update, context):
        await ask(update, context, text)
    else:
        await say_fixed(update, context, "ask_usage")


async def command_edited(update: Update, context: BotContext) -> None:
    """Handles an /ask whose question was edited."""
    message, text = update.edited_message, _asked_by_command(update, context)
    if message is not None and text:
        await ask_again(update, context, message, text)


def _asked_by_command(update: Update, context: BotContext) -> str:
    """The question behind /ask; where there is none, what it replies to."""
    message = update.effective_message
    return " ".join(context.args or ()) or (words_replied_to(message) if message else "")


async def not_text(update: Update, context: BotContext) -> None:
    """Answers what is not text with one sentence, and a whole album with one too."""
    message = update.effective_message
    if message is not None and not _seen(message, context):
        await say_fixed(update, context, "not_text")


def _seen(message: Message, context: BotContext) -> bool:
    """Whether another picture of the same album was answered already."""
    if message.media_group_id is None:
        return False
    album, albums = (message.chat_id, message.media_group_id), context.services.albums
    before = albums.of(album)
    albums.note(album, True)
    return before is not None


async def unknown_command(update: Update, context: BotContext) -> None:
    """Answers an unknown command; one for another bot gets no reply."""
    message = update.effective_message
    named_bot = (message.text or "").split()[0].partition("@")[2] if message else ""
    if not named_bot or named_bot.lower() == context.bot.username.lower():
        await say_fixed(update, context, "unknown_command")


async def edited(update: Update, context: BotContext) -> None:
    """Handles a question that was edited in a private chat."""
    message = update.effective_message
    if message is not None and message.via_bot is None and message.forward_origin is None:
        await ask_again(update, context, message, words_of(message))


async def ask(update: Update, context: BotContext, text: str) -> None:
    """Answers a text; a reply to an answer is read after that one, whoever asked for it."""
    asked = asking(update, context)
    if asked is None:
        return
    today, replied = context.services.today(), await _answer_replied_to(update, context)

    def take(engine: Engine, before: ChatMemory | None, now: datetime) -> TurnResult:
        return typed(engine, text, memory_of_answer(replied, before, now) if replied else before, today, now)

    await answer(asked, take)


async def picks_an_option(update: Update, context: BotContext, text: str) -> bool:
    """Whether a text picks an option of the answer that it replies to."""
    replied = await _answer_replied_to(update, context)
    return replied is not None and picks(context.services.engine(), text, replied)


async def _answer_replied_to(update: Update, context: BotContext) -> KeptAnswer | None:
    """The answer of the bot's to which a message replies."""
    message, services = update.effective_message, context.services
    reply = message.reply_to_message if message else None
    if reply is None or reply.from_user is None or reply.from_user.id != context.bot.id:
        return None
    return await services.answers.answer_in(services.seal.chat(reply.chat.id), reply.message_id)


async def ask_again(update: Update, context: BotContext, message: Message, text: str) -> None:
    """Answers an edited text in the place of its old answer; the same text changes nothing."""
    services = context.services
    before = await services.answers.answer_to(services.seal.chat(message.chat.id), message.message_id)
    if before is not None and before.question == text:
        return
    asked = asking(update, context, replaces=before)
    if asked is None:
        return
    today, newest = services.today(), await _is_newest(asked)

    def take(engine: Engine, memory: ChatMemory | None, now: datetime) -> TurnResult:
        return typed(engine, text, memory if newest else None, today, now)

    await answer(asked, take)


async def _is_newest(asked: Asking) -> bool:
    """Whether nothing was answered since: what a later question led to is no turn before this one."""
    if asked.replaces is None:
        return True
    last = await asked.services.answers.history(asked.who.person, 1)
    return not last or last[0].id == asked.replaces.id


async def entry_pressed(update: Update, context: BotContext) -> None:
    """Answers with an entry whose button was pressed."""
    button = await pressed(update, context)
    if button is None:
        return
    entry = entry_named(button.press.words[0], button.engine)
    asked = asking(update, context)
    if entry is None or asked is None or update.effective_chat is None:
        await acknowledge(button.query, button.text("entry_gone"), alert=True)
        return
    await acknowledge(button.query)
    language, today = button.press.language, context.services.today()
    await answer(asked, lambda engine, before, now: picked_entry(engine, entry, language, before, today, now))


async def none_pressed(update: Update, context: BotContext) -> None:
    """Handles 都不是: none of the options was meant."""
    button, asked = await pressed(update, context), asking(update, context)
    if button is None or asked is None:
        return
    await acknowledge(button.query)
    await change_keyboard(button.query, None)
    language = button.press.language
    await answer(asked, lambda engine, before, now: none_of_these(engine, language, before, now))
