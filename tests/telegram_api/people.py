"""The people of the tests, their groups and channels, in the words of the domain."""

from __future__ import annotations

from typing import Any

from tests.telegram_api.chats import GENERAL_TOPIC, Json, member
from tests.telegram_api.formatting import text_content
from tests.telegram_api.membership import change_bot, full_type
from tests.telegram_api.refusal import RefusalError
from tests.telegram_api.rooms import PATIENCE, Room
from tests.telegram_api.shown import Shown
from tests.telegram_api.world import World

_FIRST_PERSON = 1000
_FIRST_GROUP = -4000
_FIRST_SUPERGROUP = -1_001_000_000_000


class Person:
    """Someone with a private chat with the bot; what they do there is said of themselves."""

    def __init__(self, world: World, name: str, *, id: int | None = None, **face: Any) -> None:
        self.world = world
        self.id = id or _FIRST_PERSON + world.number("person")
        self.user: Json = {"id": self.id, "is_bot": False, "first_name": name, "language_code": "zh-hans"}
        self.user |= face
        shown = {key: self.user[key] for key in ("first_name", "last_name", "username") if key in self.user}
        self.room = Room(world, world.add_chat(self.id, "private", **shown))

    def writes(self, text: str, *, replying_to: Shown | None = None) -> Shown:
        return self.room.writes(self, text, replying_to=replying_to)

    def edits(self, text: str, message: Shown | None = None) -> Shown:
        return self.room.edits(self, text, message)

    def presses(self, button: str, on: Shown | None = None) -> str:
        return self.room.presses(self, button, on)

    def forges(self, data: str, on: Shown) -> str:
        return self.room.forges(self, data, on)

    def sends(self, kind: str, **facts: Any) -> Shown:
        """A sticker, photo, voice, audio, video, animation, document, location, contact, poll, dice."""
        return self.room.sends(self, kind, **facts)

    def sends_photo(self, caption: str = "") -> Shown:
        return self.sends("photo", **({"caption": caption} if caption else {}))

    def forwards(self, post: Shown) -> Shown:
        """Passes a channel's post on to the bot."""
        origin = {"type": "channel", "message_id": post.id}
        origin |= {key: post.json[key] for key in ("date", "chat")}
        return self.room.new_message(self, {"text": post.text, "forward_origin": origin})

    def blocks_bot(self) -> None:
        change_bot(self.world, self.room.chat, self.user, "kicked")
        self.room.chat.close("bot was blocked by the user")

    def unblocks_bot(self) -> None:
        self.room.chat.closed = None
        change_bot(self.world, self.room.chat, self.user, "member")

    def deletes_account(self) -> None:
        self.room.chat.closed = RefusalError(403, "user is deactivated")

    def types_inline(self, query: str, *, offset: str = "", chat_type: str = "sender") -> str:
        """Types a query behind the bot's name in some chat; the query's id."""
        number = f"inline-{self.world.number('inline')}"
        self.world.inline_queries[number] = None
        update = {"id": number, "from": self.user, "query": query, "offset": offset, "chat_type": chat_type}
        self.world.updates.push("inline_query", update)
        return number

    async def suggestions(self, query: str, seconds: float = PATIENCE) -> list[Json]:
        """The results that the bot gave to an inline query, once it has."""
        queries = self.world.inline_queries
        await self.room.until(lambda: queries.get(query) is not None, f"an answer to {query}", seconds)
        answer = queries[query]
        assert answer
        results: list[Json] = answer["results"]
        return results

    def chooses(self, result: Json, query: str, into: Room | None = None) -> Shown:
        """Sends a suggestion to a chat, by default to the bot's own; the bot learns of the choice."""
        content = result["input_message_content"]
        held = text_content({**content, "text": content["message_text"]}) | {"via_bot": self.world.bot}
        number = {}
        if markup := result.get("reply_markup"):
            held["reply_markup"] = markup
            number = {"inline_message_id": f"inline-message-{self.world.number('inline message')}"}
        shown = (into or self.room).new_message(self, held)
        if number:
            messages = (into or self.room).chat.messages
            self.world.inline_messages[number["inline_message_id"]] = messages[shown.id]
        update = {"result_id": result["id"], "from": self.user, "query": query, **number}
        self.world.updates.push("chosen_inline_result", update)
        return shown

    async def receives(self, seconds: float = PATIENCE) -> Shown:
        return await self.room.receives(seconds)

    async def receives_nothing(self, seconds: float = 0.3) -> None:
        await self.room.receives_nothing(seconds)

    async def sees(self, words: str, seconds: float = PATIENCE) -> Shown:
        return await self.room.sees(words, seconds)

    async def notice(self, query: str) -> str:
        return await self.room.notice(query)

    def screen(self) -> Shown:
        return self.room.screen()

    def conversation(self) -> list[Shown]:
        return self.room.conversation()


class Group(Room):
    """A group or supergroup; `writes`, `edits`, `presses` … take the person first."""

    def __init__(self, world: World, title: str, *, kind: str = "supergroup", forum: bool = False) -> None:
        first = _FIRST_SUPERGROUP if kind == "supergroup" else _FIRST_GROUP
        face = {"title": title} | ({"is_forum": True} if forum else {})
        super().__init__(world, world.add_chat(first - world.number(kind), kind, **face))
        self.chat.last_id = GENERAL_TOPIC if forum else 0

    def topic(self, who: Person, name: str) -> int:
        """Someone opens a topic; its message_thread_id."""
        number = self.chat.last_id + 1
        self.chat.topics.add(number)
        created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        self.new_message(who, created | {"message_thread_id": number, "is_topic_message": True})
        return number

    def promotes(self, who: Person, status: str = "administrator") -> None:
        """Someone becomes administrator, creator, member, left …"""
        self.chat.members[who.id] = member(who.user, status)

    def adds_bot(self, by: Person) -> None:
        self._bot(by, "member", {"new_chat_members": [self.world.bot]})

    def promotes_bot(self, by: Person) -> None:
        self._bot(by, "administrator", {})

    def removes_bot(self, by: Person) -> None:
        self._bot(by, "kicked", {"left_chat_member": self.world.bot})
        self.chat.close(f"bot was kicked from the {full_type(self.chat)} chat")

    def _bot(self, by: Person, status: str, service: Json) -> None:
        self.chat.closed = None
        change_bot(self.world, self.chat, by.user, status)
        if service:
            self.new_message(by, service)

    def migrates(self, by: Person) -> Group:
        """The group becomes a supergroup with another id; the supergroup."""
        new = Group(self.world, self.chat.face["title"])
        new.chat.members = dict(self.chat.members)
        self.new_message(by, {"migrate_to_chat_id": new.id})
        new.new_message(by, {"migrate_from_chat_id": self.id})
        self.chat.move(new.id)
        return new


class Channel(Room):
    """A channel; its posts have no sender but itself."""

    def __init__(self, world: World, title: str) -> None:
        super().__init__(
            world,
            world.add_chat(_FIRST_SUPERGROUP - 500_000 - world.number("channel"), "channel", title=title),
        )

    def posts(self, text: str) -> Shown:
        message = self.world.store(self.chat, {"sender_chat": self.chat.json()}, {"text": text})
        self._tell("channel_post", message)
        return Shown(json=dict(message))

    def edits_post(self, post: Shown, text: str) -> Shown:
        message = self.chat.messages[post.id]
        message.update({"text": text, "edit_date": self.world.now()})
        self._tell("edited_channel_post", message)
        return Shown(json=dict(message))
