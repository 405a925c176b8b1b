"""A chat from the side of the people: what they do in it, and what they see."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.telegram_api.attachments import attachment
from tests.telegram_api.chats import Chat, Json, member
from tests.telegram_api.lengths import utf16
from tests.telegram_api.shown import Shown
from tests.telegram_api.world import World

if TYPE_CHECKING:
    from tests.telegram_api.people import Person

PATIENCE = 5.0
# Who an administrator is to others when they write in the name of the group.
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
_FOUND_IN_TEXT = {
    "bot_command": re.compile(r"(?<![\w/])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?"),
    "mention": re.compile(r"(?<![\w@])@\w{4,32}"),
    "url": re.compile(r"https?://[^\s，。]+"),
}


class Room:
    """One chat; a group has many people, a private chat has one."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self.chat = chat
        self._read = 0

    @property
    def id(self) -> int:
        return self.chat.id

    def writes(
        self,
        who: Person,
        text: str,
        *,
        mentions_bot: bool = False,
        replying_to: Shown | None = None,
        topic: int | None = None,
        anonymous: bool = False,
    ) -> Shown:
        """Someone writes; the bot gets it, unless privacy mode keeps it back."""
        words = f"@{self.world.bot['username']} {text}" if mentions_bot else text
        content = _text(words) | self._place(replying_to, topic)
        return self.new_message(who, content, anonymous=anonymous)

    def sends(self, who: Person, kind: str, *, replying_to: Shown | None = None, **facts: Any) -> Shown:
        """Someone sends a sticker, a photo, a voice message, a location …"""
        number = self.world.number("attachment")
        self.world.files[f"sent-{number}"] = (kind, b"")
        content = attachment(kind, number, facts)
        return self.new_message(who, content | self._place(replying_to, None))

    def edits(self, who: Person, text: str, message: Shown | None = None) -> Shown:
        """Someone changes what they wrote, by default what they wrote last."""
        mine = [held for held in self.chat.messages.values() if held.get("from", {}).get("id") == who.id]
        held = self.chat.messages[message.id] if message else mine[-1]
        held.pop("entities", None)
        held.update(_text(text) | {"edit_date": self.world.now()})
        self._tell("edited_message", held)
        return Shown(json=dict(held))

    def presses(self, who: Person, button: str, on: Shown | None = None) -> str:
        """Someone presses a button, by label or data, on the last message that has it; the query's id."""
        for message in [on] if on else reversed(self.conversation()):
            if data := message.data_of(button):
                return self.forges(who, data, message)
        there = [one.buttons for one in self.conversation() if one.buttons]
        raise AssertionError(f"no button {button!r}; there are {there}")

    def forges(self, who: Person, data: str, on: Shown) -> str:
        """The same with any data, also on a message that is gone; the query's id."""
        query = f"callback-{self.world.number('callback')}"
        self.world.callback_queries[query] = None
        instance = str(abs(self.chat.id))
        update = {"id": query, "from": who.user, "chat_instance": instance, "data": data}
        self.world.updates.push("callback_query", update | self._pressed(on))
        return query

    def _pressed(self, on: Shown) -> Json:
        """How a query names its message: by itself, as one that is gone, or as an inline one."""
        message = self.chat.messages.get(on.id)
        for number, held in self.world.inline_messages.items():
            if held is message:
                return {"inline_message_id": number}
        gone = {"chat": self.chat.json(), "message_id": on.id, "date": 0}
        return {"message": dict(message or gone)}

    async def notice(self, query: str) -> str:
        """What the bot answered to a press of a button, once it has; often nothing."""
        await self.until(lambda: self.world.callback_queries.get(query) is not None, f"an answer to {query}")
        return str((self.world.callback_queries[query] or {}).get("text", ""))

    async def receives(self, seconds: float = PATIENCE) -> Shown:
        """The next message of the bot that was not read yet, as it stands now."""
        await self.until(lambda: self._unread() is not None, "a message of the bot", seconds)
        unread = self._unread()
        assert unread
        self._read = self.chat.sent_by_bot.index(unread.id) + 1
        return unread

    async def receives_nothing(self, seconds: float = 0.3) -> None:
        """The bot keeps silent for that long."""
        await asyncio.sleep(seconds)
        assert self._unread() is None, f"the bot wrote: {self._unread()}"

    async def sees(self, words: str, seconds: float = PATIENCE) -> Shown:
        """The bot's last message with those words, new or edited, once there is one."""
        await self.until(lambda: bool(self._of_bot(words)), f"a message with {words!r}", seconds)
        return self._of_bot(words)[-1]

    def screen(self) -> Shown:
        """The bot's last message as it stands now."""
        return self._of_bot("")[-1]

    def conversation(self) -> list[Shown]:
        """All that stands in the chat now, of everyone."""
        return [Shown(json=dict(message)) for message in self.chat.messages.values()]

    async def until(self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Waits for something that the bot should do."""
        end = asyncio.get_running_loop().time() + seconds
        while not condition():
            left = end - asyncio.get_running_loop().time()
            if left <= 0 or (not await self.world.changed.wait(left) and not condition()):
                calls = [(call.method, call.status, call.description) for call in self.world.calls[-5:]]
                raise AssertionError(f"there was not {what} in {seconds} s; last calls: {calls}")

    def _of_bot(self, words: str) -> list[Shown]:
        numbers = set(self.chat.sent_by_bot)
        return [one for one in self.conversation() if one.id in numbers and words in one.text]

    def _unread(self) -> Shown | None:
        for number in self.chat.sent_by_bot[self._read :]:
            if number in self.chat.messages:
                return Shown(json=dict(self.chat.messages[number]))
        return None

    def _place(self, replying_to: Shown | None, topic: int | None) -> Json:
        """In reply to what, and in which topic."""
        place: Json = {"message_thread_id": topic, "is_topic_message": True} if topic else {}
        if replying_to:
            original = self.chat.messages.get(replying_to.id, replying_to.json)
            place["reply_to_message"] = {
                key: value for key, value in original.items() if key != "reply_to_message"
            }
            shared = ("message_thread_id", "is_topic_message")
            place |= {key: original[key] for key in shared if key in original}
        return place

    def new_message(self, who: Person, content: Json, *, anonymous: bool = False) -> Shown:
        """A message of a person comes to stand in the chat."""
        self.chat.members.setdefault(who.id, member(who.user, "member"))
        sender: Json = {"from": who.user}
        if anonymous:
            sender = {"from": ANONYMOUS, "sender_chat": self.chat.json()}
        message = self.world.store(self.chat, sender, content)
        self._tell("message", message)
        return Shown(json=dict(message))

    def _tell(self, kind: str, message: Json) -> None:
        """The bot learns of it, where it is there and may."""
        if self.chat.closed is None and self.world.is_for_bot(self.chat, message):
            self.world.updates.push(kind, dict(message))


def _text(text: str) -> Json:
    """A text, with the entities that Telegram finds in it by itself."""
    found: list[Json] = [
        {"type": kind, "offset": utf16(text[: one.start()]), "length": utf16(one[0])}
        for kind, pattern in _FOUND_IN_TEXT.items()
        for one in pattern.finditer(text)
    ]
    found.sort(key=lambda one: (one["offset"], one["length"]))
    return {"text": text} | ({"entities": found} if found else {})
