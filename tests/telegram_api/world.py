"""What Telegram knows: the bot, the chats, what waits to be delivered and what was called."""

from __future__ import annotations

from typing import Any

from tests.telegram_api.calls import Call
from tests.telegram_api.chats import GROUPS, Chat, Json, member
from tests.telegram_api.faults import Faults
from tests.telegram_api.refusal import bad_request
from tests.telegram_api.updates import Pulse, Updates

TOKEN = "7000000001:AAE-loopback_token-of-the-tests-0000"  # noqa: S105
FIRST_DATE = 1_767_225_600  # 2026-01-01T00:00:00Z
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
BOT_STATUS = {"group": "member", "supergroup": "member", "channel": "administrator", "private": "member"}


class World:
    """Everything that the server remembers; dates and ids are the same in every run."""

    def __init__(self, *, token: str = TOKEN, seed: int = 0, privacy: bool = False) -> None:
        self.token = token
        self.privacy = privacy
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "安答",
            "username": "anda_bot",
        }
        self.chats: dict[int, Chat] = {}
        self.updates = Updates()
        self.faults = Faults(seed)
        self.changed = Pulse()
        self.calls: list[Call] = []
        self.commands: dict[str, list[Json]] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.callback_queries: dict[str, Json | None] = {}  # id: how it was answered
        self.inline_queries: dict[str, Json | None] = {}
        self.inline_messages: dict[str, Json] = {}
        self._date = FIRST_DATE
        self._counts: dict[str, int] = {}

    def now(self) -> int:
        """The date of what happens now; each thing happens a second after the last."""
        self._date += 1
        return self._date

    def number(self, kind: str) -> int:
        """The next number of a kind of thing, from 1."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]

    def add_chat(self, number: int, kind: str, **face: Any) -> Chat:
        """A chat that the bot is in."""
        chat = Chat(id=number, type=kind, face=face)
        chat.members[self.bot["id"]] = member(self.bot, BOT_STATUS[kind])
        self.chats[number] = chat
        return chat

    def chat(self, reference: int | str) -> Chat:
        """A chat that may be written to, by its id or @name."""
        if isinstance(reference, str):
            named = (one for one in self.chats.values() if f"@{one.face.get('username')}" == reference)
            chat = next(named, None)
        else:
            chat = self.chats.get(reference)
        if chat is None:
            raise bad_request("chat not found")
        chat.check_open()
        return chat

    def store(self, chat: Chat, sender: Json, content: Json) -> Json:
        """A message comes to stand in a chat."""
        number = chat.new_id()
        message = {"message_id": number, **sender, "chat": chat.json(), "date": self.now(), **content}
        chat.messages[number] = message
        return message

    def store_of_bot(self, chat: Chat, content: Json) -> Json:
        """The same for one that the bot sends."""
        sender: Json = {"sender_chat": chat.json()} if chat.type == "channel" else {"from": self.bot}
        message = self.store(chat, sender, content)
        chat.sent_by_bot.append(message["message_id"])
        return message

    def answer(self, queries: dict[str, Json | None], number: str, answer: Json) -> None:
        """Notes how the bot answered a query; one that nobody knows is too old."""
        if number not in queries:
            raise bad_request(_TOO_OLD)
        queries[number] = answer

    def forget_queries(self) -> None:
        """All queries are too old now."""
        self.callback_queries.clear()
        self.inline_queries.clear()

    def me(self) -> Json:
        """The bot as getMe shows it."""
        reads_all = {"can_read_all_group_messages": not self.privacy}
        return {**self.bot, "can_join_groups": True, **reads_all, "supports_inline_queries": True}

    def is_for_bot(self, chat: Chat, message: Json) -> bool:
        """Whether privacy mode lets a group's message through to the bot."""
        status = chat.members[self.bot["id"]]["status"]
        if chat.type not in GROUPS or not self.privacy or status == "administrator":
            return True
        text = message.get("text") or message.get("caption") or ""
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == self.bot["id"]
        commanded = text.startswith("/") and text.split()[0].partition("@")[2] in ("", self.bot["username"])
        return replied or commanded or f"@{self.bot['username']}" in text
