"""Sending, editing and acknowledging, with the harmless refusals of Telegram passed over."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import structlog
from telegram import CallbackQuery, InlineKeyboardMarkup, Message, ReplyParameters, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError

from handlers.context import BotContext
from handlers.incoming import fixed
from handlers.render import Block, Sheet, sheet_of, sheets
from knowledge.files.markup import units

_log = structlog.get_logger(__name__)
_TYPING_AFTER = 0.5
_MOST_ALERT = 200  # characters of a pop-up
_UNCHANGED = "message is not modified"
_TOO_OLD = ("query is too old", "query id is invalid")
_BROKEN = "can't parse entities"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


async def say(
    update: Update, context: BotContext, text: str, keyboard: InlineKeyboardMarkup | None = None
) -> None:
    """Sends a sentence to where the update is from."""
    await send(update, context, sheets([Block(text=text)]), keyboard)


async def say_fixed(update: Update, context: BotContext, key: str, **words: str) -> None:
    """Sends the fixed sentence of that key, in the language of who wrote the update."""
    await say(update, context, fixed(update, context, key, **words))


async def tell_person(context: BotContext, number: int, text: str) -> None:
    """Sends a sentence to another member of staff, if they can be reached."""
    with suppress(TelegramError):
        await context.bot.send_message(number, sheet_of(text).html, parse_mode=ParseMode.HTML)


async def send_lines(
    update: Update, context: BotContext, lines: Sequence[str], keyboard: InlineKeyboardMarkup | None = None
) -> None:
    """Sends lines, in as few messages as hold them."""
    await send(update, context, sheets(Block(text=line) for line in lines), keyboard)


async def send(
    update: Update,
    context: BotContext,
    pages: Sequence[Sheet],
    keyboard: InlineKeyboardMarkup | None = None,
) -> tuple[int, ...]:
    """Sends messages, the keyboard under the last, in a group as a reply; returns their ids."""
    sent = []
    for number, sheet in enumerate(pages, start=1):
        last = keyboard if number == len(pages) else None
        message = await _send_one(update, context, sheet, last, quote=number == 1)
        sent.append(message.message_id)
    return tuple(sent)


async def _send_one(
    update: Update, context: BotContext, sheet: Sheet, keyboard: InlineKeyboardMarkup | None, *, quote: bool
) -> Message:
    message, chat = update.effective_message, update.effective_chat
    assert chat is not None  # noqa: S101 - every update that is answered by a message has a chat
    reply = await _reply(update, context, quote=quote)
    thread = message.message_thread_id if message is not None and message.is_topic_message else None

    async def deliver(text: str, mode: ParseMode | None) -> Message:
        return await context.bot.send_message(
            chat_id=chat.id,
            text=text,
            parse_mode=mode,
            reply_markup=keyboard,
            reply_parameters=reply,
            message_thread_id=thread,
        )

    try:
        return await deliver(sheet.html, ParseMode.HTML)
    except BadRequest as error:
        if _BROKEN not in error.message.lower():
            raise
        return await deliver(sheet.plain, None)


async def _reply(update: Update, context: BotContext, *, quote: bool) -> ReplyParameters | None:
    """What a message to a group replies to: what was said or pressed.

    Where that is gone, the question above it: Telegram then takes its topic.
    """
    query, services = update.callback_query, context.services
    seen = query.message if query is not None else update.effective_message
    if seen is None or seen.chat.type == seen.chat.PRIVATE or (seen.is_accessible and not quote):
        return None
    number = seen.message_id
    if not seen.is_accessible:
        asked = await services.answers.answer_in(services.seal.chat(seen.chat.id), number)
        number = (asked.question_message if asked else None) or number
    return ReplyParameters(message_id=number, allow_sending_without_reply=True)


async def edit(
    update: Update,
    context: BotContext,
    messages: Sequence[int],
    pages: Sequence[Sheet],
    keyboard: InlineKeyboardMarkup | None,
) -> tuple[int, ...]:
    """Edits messages that were sent; adds messages for more text, and deletes those left over."""
    chat = update.effective_chat
    assert chat is not None  # noqa: S101 - an edited message has a chat
    kept = []
    for number, (message_id, sheet) in enumerate(zip(messages, pages, strict=False), start=1):
        last = keyboard if number == len(pages) else None
        if not await _edit_one(context, chat.id, message_id, sheet, last):
            return await send(update, context, pages, keyboard)
        kept.append(message_id)
    for message_id in messages[len(pages) :]:
        with suppress(BadRequest):
            await context.bot.delete_message(chat.id, message_id)
    return (*kept, *await send(update, context, pages[len(kept) :], keyboard))


async def _edit_one(
    context: BotContext, chat_id: int, message_id: int, sheet: Sheet, keyboard: InlineKeyboardMarkup | None
) -> bool:
    """Edits one message; False when it is gone."""
    try:
        await context.bot.edit_message_text(
            sheet.html, chat_id, message_id, parse_mode=ParseMode.HTML, reply_markup=keyboard
        )
    except BadRequest as error:
        words = error.message.lower()
        if any(gone in words for gone in _GONE):
            return False
        if _UNCHANGED not in words:
            raise
    return True


async def change_keyboard(query: CallbackQuery, keyboard: InlineKeyboardMarkup | None) -> None:
    """Puts other buttons under the message whose button was pressed, if it is still there."""
    with suppress(BadRequest):
        await query.edit_message_reply_markup(keyboard)


async def change_text(query: CallbackQuery, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
    """Puts another sentence and other buttons into that message."""
    try:
        await query.edit_message_text(sheet_of(text).html, parse_mode=ParseMode.HTML, reply_markup=keyboard)
    except BadRequest as error:
        if not any(words in error.message.lower() for words in (_UNCHANGED, *_GONE)):
            raise


def came_too_late(error: TelegramError) -> bool:
    """Whether it is too late to answer a button or an inline query."""
    return any(words in error.message.lower() for words in _TOO_OLD)


async def acknowledge(query: CallbackQuery, text: str = "", *, alert: bool = False) -> None:
    """Acknowledges a press; when that fails, the press still does its work."""
    while units(text) > _MOST_ALERT:
        text = text[:-1]
    try:
        await query.answer(text or None, show_alert=alert)
    except TelegramError as error:
        if not came_too_late(error):
            _log.warning("A press was not answered.", action="not_acknowledged", reason=str(error))


@contextmanager
def typing(update: Update, context: BotContext) -> Iterator[None]:
    """Shows that an answer is being written when it takes longer than a moment."""
    chat = update.effective_chat
    tasks: list[asyncio.Task[None]] = []

    def show() -> None:
        if chat is not None:
            tasks.append(asyncio.create_task(_type(context, chat.id)))

    later = asyncio.get_running_loop().call_later(_TYPING_AFTER, show)
    try:
        yield
    finally:
        later.cancel()
        for task in tasks:
            task.cancel()


async def _type(context: BotContext, chat_id: int) -> None:
    with suppress(TelegramError):  # an indicator is not worth an apology
        await context.bot.send_chat_action(chat_id, ChatAction.TYPING)
