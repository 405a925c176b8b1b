"""Chats as staff name them: by their titles or their ids."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Chat
from telegram.error import BadRequest, Forbidden

from handlers.context import BotContext
from handlers.records import ChatState, KnownChat
from handlers.sentences import sentence
from handlers.stores import Chats

_MOST_NAMED = 8


async def titles(chats: Chats) -> dict[int, str]:
    """The titles of all known chats, by their ids."""
    return {chat.chat_id: chat.title for chat in await chats.listed()}


async def chats_named(context: BotContext, words: str) -> tuple[int, ...] | str:
    """The ids of the chats that are named, a line each; or why one of them cannot be addressed."""
    known = await context.services.chats.listed()
    numbers: list[int] = []
    for name in (line.strip() for line in words.splitlines()):
        if not name:
            continue
        matches = _called(name, known)
        if not matches:
            return await _why_not_known(context, name)
        if len(matches) > 1:
            shown = "；".join(f"{chat.title} {chat.chat_id}" for chat in matches[:_MOST_NAMED])
            return sentence("target_several", name=name, found=shown)
        if matches[0].state is not ChatState.ACTIVE:
            return sentence("target_away", name=matches[0].title)
        numbers.append(matches[0].chat_id)
    return tuple(numbers) or sentence("target_unknown", name=words)


def _called(name: str, known: Sequence[KnownChat]) -> list[KnownChat]:
    """The chats of that id or title; failing that, those whose title holds the name."""
    same = [chat for chat in known if name in (str(chat.chat_id), chat.title)]
    return same or [chat for chat in known if name in chat.title]


async def _why_not_known(context: BotContext, name: str) -> str:
    """The sentence why an unknown chat cannot be addressed: it is a channel, or does not exist."""
    try:
        chat = await context.bot.get_chat(int(name) if name.removeprefix("-").isdecimal() else name)
    except (BadRequest, Forbidden):
        return sentence("target_unknown", name=name)
    key = "target_channel" if chat.type == Chat.CHANNEL else "target_unknown"
    return sentence(key, name=chat.title or name)
