"""Reading an update: who wrote it, where, in which language."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Chat, Message, Update, User

from handlers.context import BotContext, Seal
from handlers.records import Channel


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """Who wrote an update and where; `person` and `chat` are keyed hashes.

    `shared` says that several people may write under that name: administrators who hide behind the group,
    those of a channel.
    """

    person: str
    chat: str
    chat_id: int
    place: Channel
    shared: bool = False


def sender(update: Update, seal: Seal) -> Sender | None:
    """Who an update is from; None for one that is from nobody."""
    speaker = update.effective_sender
    if speaker is None:
        return None
    chat = update.effective_chat
    chat_id = speaker.id if chat is None else chat.id
    return Sender(
        person=seal.person(speaker.id),
        chat=seal.chat(chat_id),
        chat_id=chat_id,
        place=_place(chat),
        shared=isinstance(speaker, Chat),
    )


def _place(chat: Chat | None) -> Channel:
    if chat is None:
        return Channel.INLINE
    return Channel.PRIVATE if chat.type == Chat.PRIVATE else Channel.GROUP


def language_of(update: Update) -> str:
    """The language to answer in before anything was asked: that of the person's Telegram."""
    user = update.effective_user
    code = user.language_code if isinstance(user, User) else None
    return "zh" if code is None or code.startswith("zh") else "en"


def fixed(update: Update, context: BotContext, key: str, **words: str) -> str:
    """A fixed sentence, in the language of who wrote the update."""
    return context.services.engine().wording.text(key, language_of(update), **words)


def question_of(message: Message) -> str:
    """What was typed, without surrounding blanks."""
    return (message.text or "").strip()


def words_replied_to(message: Message) -> str:
    """What a person wrote in the message that this one replies to; a bot or a channel is none."""
    reply = message.reply_to_message
    if reply is None or reply.from_user is None or reply.from_user.is_bot:
        return ""
    theirs = reply.sender_chat or reply.via_bot or reply.forward_origin
    return "" if theirs else words_of(reply)


def words_of(message: Message) -> str:
    """The words of a message: its text, or the caption of its picture."""
    return (message.text or message.caption or "").strip()
