"""An announcement as a message: the preview and every chat get it from here, so they look alike."""

from __future__ import annotations

from telegram import Message
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from knowledge.announcement import Announcement, AttachmentKind

_GENERAL = 1  # the topic that Telegram wants named by no number


async def post(
    bot: ExtBot[None], announcement: Announcement, chat_id: int, thread_id: int | None = None
) -> Message:
    """Sends it to a chat."""
    html, silent = announcement.html, announcement.silent
    topic = None if thread_id == _GENERAL else thread_id
    if announcement.attachment is None:
        return await bot.send_message(
            chat_id, html, ParseMode.HTML, disable_notification=silent, message_thread_id=topic
        )
    send = bot.send_photo if announcement.attachment.kind is AttachmentKind.PHOTO else bot.send_document
    return await send(
        chat_id,
        announcement.attachment.file_id,
        caption=html,
        parse_mode=ParseMode.HTML,
        disable_notification=silent,
        message_thread_id=topic,
    )


async def rewrite(bot: ExtBot[None], announcement: Announcement, html: str, chat: int, message: int) -> None:
    """Puts other words where it was sent; an attachment stays."""
    if announcement.attachment is None:
        await bot.edit_message_text(html, chat, message, parse_mode=ParseMode.HTML)
    else:
        await bot.edit_message_caption(chat, message, caption=html, parse_mode=ParseMode.HTML)
