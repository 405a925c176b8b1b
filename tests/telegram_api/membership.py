"""The methods about who is in a chat, and about the bot itself."""

from __future__ import annotations

import json
from typing import Any

from tests.telegram_api.calls import Call
from tests.telegram_api.chats import GROUPS, Chat, Json, member
from tests.telegram_api.refusal import bad_request
from tests.telegram_api.world import World

_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_me(world: World, call: Call) -> Json:
    return world.me()


def get_chat(world: World, call: Call) -> Json:
    chat = world.chat(call.parameters["chat_id"])
    gifts = dict.fromkeys(_GIFTS, False)
    return {**chat.json(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def get_chat_member(world: World, call: Call) -> Json:
    chat = world.chat(call.parameters["chat_id"])
    number = call.parameters["user_id"]
    if number in chat.members:
        return chat.members[number]
    private = world.chats.get(number)
    if private is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member({**private.face, "id": number, "is_bot": False}, "left")


def get_chat_administrators(world: World, call: Call) -> list[Json]:
    chat = _group(world, call)
    return [held for held in chat.members.values() if held["status"] in ("administrator", "creator")]


def get_chat_member_count(world: World, call: Call) -> int:
    chat = world.chat(call.parameters["chat_id"])
    return sum(held["status"] not in ("left", "kicked") for held in chat.members.values())


def leave_chat(world: World, call: Call) -> bool:
    chat = _group(world, call)
    change_bot(world, chat, world.bot, "left")
    chat.close(f"bot is not a member of the {full_type(chat)} chat")
    return True


def _group(world: World, call: Call) -> Chat:
    chat = world.chat(call.parameters["chat_id"])
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return chat


def full_type(chat: Chat) -> str:
    """The kind of a chat as refusals name it."""
    return chat.type if chat.type in GROUPS else "channel"


def change_bot(world: World, chat: Chat, by: Json, status: str) -> None:
    """The bot's place in a chat changes, and the bot is told."""
    old = chat.members[world.bot["id"]]
    new = chat.members[world.bot["id"]] = member(world.bot, status)
    change = {"chat": chat.json(), "from": by, "date": world.now()}
    world.updates.push("my_chat_member", {**change, "old_chat_member": old, "new_chat_member": new})


def set_my_commands(world: World, call: Call) -> bool:
    world.commands[_scope(call)] = call.parameters["commands"]
    return True


def get_my_commands(world: World, call: Call) -> list[Json]:
    return world.commands.get(_scope(call), [])


def delete_my_commands(world: World, call: Call) -> bool:
    world.commands.pop(_scope(call), None)
    return True


def _scope(call: Call) -> str:
    """Where commands are listed: the scope and the language."""
    scope: Any = call.parameters.get("scope") or {"type": "default"}
    return json.dumps([scope, call.parameters.get("language_code", "")])
