"""Which function answers which method; a method that is described but not here answers true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.telegram_api import membership, messages
from tests.telegram_api.calls import Call
from tests.telegram_api.world import World

Method = Callable[[World, Call], Any]

METHODS: dict[str, Method] = {
    "getMe": membership.get_me,
    "getChat": membership.get_chat,
    "getChatMember": membership.get_chat_member,
    "getChatAdministrators": membership.get_chat_administrators,
    "getChatMemberCount": membership.get_chat_member_count,
    "leaveChat": membership.leave_chat,
    "setMyCommands": membership.set_my_commands,
    "getMyCommands": membership.get_my_commands,
    "deleteMyCommands": membership.delete_my_commands,
    "sendMessage": messages.send_message,
    **dict.fromkeys(messages.MEDIA, messages.send_media),
    "sendLocation": messages.send_location,
    "getFile": messages.get_file,
    "editMessageText": messages.edit_message_text,
    "editMessageCaption": messages.edit_message_caption,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "deleteMessage": messages.delete_message,
    "deleteMessages": messages.delete_messages,
    "copyMessage": messages.copy_message,
    "forwardMessage": messages.forward_message,
    "pinChatMessage": messages.pin_chat_message,
    "unpinChatMessage": messages.unpin_chat_message,
    "sendChatAction": messages.send_chat_action,
    "answerCallbackQuery": messages.answer_callback_query,
    "answerInlineQuery": messages.answer_inline_query,
}


def carry_out(world: World, call: Call) -> Any:
    """The result of a call whose parameters were read."""
    method = METHODS.get(call.method)
    result = method(world, call) if method else True
    world.changed.beat()
    return dict(result) if isinstance(result, dict) else result
