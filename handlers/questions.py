"""Questions in private chats, entries that are picked, and questions that are edited."""

from __future__ import annotations

from telegram import Message, Update

from handlers.asking import answer, asking
from handlers.buttons import entry_named
from handlers.context import Context
from handlers.incoming import question_of
from handlers.pressing import pressed
from handlers.replying import acknowledge, change_keyboard, say_fixed
from handlers.turns import none_of_these, picked_entry, typed


async def private(update: Update, context: Context) -> None:
    """Any text in a private chat."""
    message = update.effective_message
    if message is None or message.via_bot is not None:
        return
    if message.forward_origin is not None:
        await say_fixed(update, context, "forwarded")
        return
    await ask(update, context, question_of(message))


async def command(update: Update, context: Context) -> None:
    """/ask with a question behind it, for groups."""
    text = " ".join(context.args or ())
    if text:
        await ask(update, context, text)
    else:
        await say_fixed(update, context, "ask_usage")


async def not_text(update: Update, context: Context) -> None:
    """A sticker, a photo, a voice message: one sentence."""
    await say_fixed(update, context, "not_text")


async def unknown_command(update: Update, context: Context) -> None:
    """A command that is none of ours; one for another bot gets no reply."""
    message = update.effective_message
    named_bot = (message.text or "").split()[0].partition("@")[2] if message else ""
    if not named_bot or named_bot.lower() == context.bot.username.lower():
        await say_fixed(update, context, "unknown_command")


async def edited(update: Update, context: Context) -> None:
    """A question that was changed, in a private chat."""
    message = update.effective_message
    if message is not None and message.via_bot is None and message.forward_origin is None:
        await ask_again(update, context, message, question_of(message))


async def ask(update: Update, context: Context, text: str) -> None:
    """Answers a text."""
    asked = asking(update, context)
    if asked is not None:
        today = context.services.today()
        await answer(asked, lambda engine, before, now: typed(engine, text, before, today, now))


async def ask_again(update: Update, context: Context, message: Message, text: str) -> None:
    """Answers an edited text where it was answered before; a mere touch changes nothing."""
    services = context.services
    before = await services.answers.answer_to(services.seal.chat(message.chat.id), message.message_id)
    if before is not None and before.question == text:
        return
    asked = asking(update, context, replaces=before)
    if asked is not None:
        today = services.today()
        await answer(asked, lambda engine, memory, now: typed(engine, text, memory, today, now))


async def entry_pressed(update: Update, context: Context) -> None:
    """An option, a related entry or one from a menu."""
    held = await pressed(update, context)
    if held is None:
        return
    entry = entry_named(held.press.words[0], held.engine)
    asked = asking(update, context)
    if entry is None or asked is None or update.effective_chat is None:
        await acknowledge(held.query, held.text("entry_gone"), alert=True)
        return
    await acknowledge(held.query)
    language, today = held.press.language, context.services.today()
    await answer(asked, lambda engine, before, now: picked_entry(engine, entry, language, before, today, now))


async def none_pressed(update: Update, context: Context) -> None:
    """都不是."""
    held, asked = await pressed(update, context), asking(update, context)
    if held is None or asked is None:
        return
    await acknowledge(held.query)
    await change_keyboard(held.query, None)
    language = held.press.language
    await answer(asked, lambda engine, before, now: none_of_these(engine, language, before, now))
