"""An announcement as a chat sees it: the same message for the preview, the test and every chat."""

from __future__ import annotations

from html import escape

from telegram import Message
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from knowledge.answering.engine import Engine
from knowledge.model.announcement import Announcement, AttachmentKind

_GENERAL = 1  # the topic that Telegram wants named by no number


async def post(
    bot: ExtBot[None], announcement: Announcement, chat_id: int, thread_id: int | None = None
) -> Message:
    """Sends an announcement to one chat; Telegram's refusals are left to the caller."""
    file, topic = announcement.attachment, None if thread_id == _GENERAL else thread_id
    if file is None:
        return await bot.send_message(
            chat_id,
            announcement.html,
            parse_mode=ParseMode.HTML,
            disable_notification=announcement.silent,
            message_thread_id=topic,
        )
    send = bot.send_photo if file.kind is AttachmentKind.PHOTO else bot.send_document
    return await send(
        chat_id,
        file.file_id,
        caption=announcement.html or None,
        parse_mode=ParseMode.HTML,
        disable_notification=announcement.silent,
        message_thread_id=topic,
    )


async def rewrite(
    bot: ExtBot[None], announcement: Announcement, html: str, chat_id: int, message: int
) -> None:
    """Edits the words of an announcement that was sent; an attachment stays."""
    if announcement.attachment is None:
        await bot.edit_message_text(html, chat_id, message, parse_mode=ParseMode.HTML)
    else:
        await bot.edit_message_caption(chat_id, message, caption=html, parse_mode=ParseMode.HTML)


def withdrawal(engine: Engine) -> str:
    """The notice, as HTML, in place of a withdrawn announcement that cannot be deleted."""
    return escape(engine.wording.text("announcement_withdrawn"))
